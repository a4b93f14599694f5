using Havel.Consent.Callers;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Tests.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Planning;

/// <summary>How PostgreSQL runs the common shapes: through indexes, in the order in which the plan is
/// written.</summary>
public sealed class PostgresPlanTests
{
    private static readonly string[] Urls =
    [
        "Observation",
        "Observation?code=8867-4",
        "Observation?code=http://loinc.org|8867-4",
        "Observation?patient=p1",
        "Observation?patient=p1&code=8867-4",
        "Observation?patient=p1&date=ge2024",
        "Observation?code=8867-4&date=ge2024",
        "Observation?code:not=8867-4",
        "Observation?code=8867-4&value-quantity=gt5",
        "Patient?gender=female&active=true",
        "Patient?birthdate=1970-05-01",
        "Patient?family=mull",
        "Patient?_id=p1",
        "Observation?code=a,b",
        "Observation?code-value-quantity=8867-4$gt5",
        "Observation?patient.family=mull",
        "Patient?_has:Observation:patient:code=8867-4",
        "DiagnosticReport?result.code=8867-4",
        "Patient?_lastUpdated=ge2024",
        "ValueSet?url:below=http://example.org/&status=active",
    ];

    [PostgresFact]
    public void No_table_is_read_from_end_to_end_and_nothing_is_joined_by_hash_or_merge()
    {
        using var world = new SearchWorld(isPostgres: true);
        world.Put(GoldenFile.Read(Path.Combine(GoldenFile.Folder, "ward.search")).Given);
        foreach (var url in Urls)
        {
            var steps = StepsOf(world, url);
            foreach (var step in (string[])["Seq Scan", "Hash Join", "Merge Join", "Bitmap"])
                Assert.False(steps.Contains(step, StringComparison.Ordinal), $"{url}\n{steps}");
        }
    }

    [PostgresFact]
    public void A_code_of_a_patient_is_sought_by_slot_value_and_subject()
    {
        using var world = new SearchWorld(isPostgres: true);
        world.Put(GoldenFile.Read(Path.Combine(GoldenFile.Folder, "ward.search")).Given);
        var steps = StepsOf(world, "Observation?patient=p1&code=8867-4");

        Assert.Contains("(slot = ", steps, StringComparison.Ordinal);
        Assert.Contains("(subject = ", steps, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", steps, StringComparison.Ordinal);
    }

    private static string StepsOf(SearchWorld world, string url)
    {
        using var connection = world.Store.Database.OpenFollower();
        var store = world.Store;
        var session = new ReadSession(
            connection, store.Preparation, store.Types, store.Guards, new PermitBook(store.Guards));
        connection.BeginRead();
        session.Begin(world.As(Caller.ForClinician("dr1", ["charite"])), world.Store.Policies.For);
        var context = new PlanContext(world.Store.Types, IsGuarded: true, session, new HierarchyWalk(session));
        var plan = Planner.PlanSearch(context, world.Query(url), 51, out _)!;
        SqlWriter.Page(session.Sql, plan, after: null, 51);
        var rows = session.Sql.Prepare(connection, "EXPLAIN ");
        var steps = new List<string>();
        while (rows.Step())
            steps.Add(rows.String(0));

        rows.Reset();
        connection.RollBack();
        return string.Join('\n', steps);
    }
}
