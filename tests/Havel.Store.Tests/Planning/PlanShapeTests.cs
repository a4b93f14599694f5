using Havel.Consent.Callers;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Schema;
using Havel.Store.Tests.Search;
using Xunit;

namespace Havel.Store.Tests.Planning;

/// <summary>How SQLite runs the common shapes: through indexes, in their order.</summary>
public sealed class PlanShapeTests(WardWorld ward) : IClassFixture<WardWorld>
{
    private readonly SearchWorld _world = ward.World;

    private const string Sorts = "TEMP B-TREE";

    [Theory]
    [InlineData("Observation")]
    [InlineData("Observation?code=8867-4")]
    [InlineData("Observation?code=http://loinc.org|8867-4")]
    [InlineData("Observation?patient=p1")]
    [InlineData("Observation?patient=p1&code=8867-4")]
    [InlineData("Observation?patient=p1&date=ge2024")]
    [InlineData("Observation?code=8867-4&date=ge2024")]
    [InlineData("Observation?code:not=8867-4")]
    [InlineData("Observation?code=8867-4&value-quantity=gt5")]
    [InlineData("Patient?gender=female&active=true")]
    public void The_page_comes_straight_from_an_index_in_its_order(string url)
    {
        var steps = StepsOf(url);
        Assert.DoesNotContain(steps, step => step.Contains(Sorts, StringComparison.Ordinal));
        AssertSeeks(steps);
    }

    [Theory]
    [InlineData("Patient?birthdate=1970-05-01")]
    [InlineData("Patient?family=mull")]
    [InlineData("Patient?_id=p1")]
    [InlineData("Observation?code=a,b")]
    [InlineData("Observation?value-quantity=gt5||u")]
    [InlineData("Observation?code-value-quantity=8867-4$gt5")]
    [InlineData("Observation?patient.family=mull")]
    [InlineData("Patient?_has:Observation:patient:code=8867-4")]
    [InlineData("DiagnosticReport?result.code=8867-4")]
    [InlineData("Appointment?patient=p1&status=booked")]
    [InlineData("Patient?_lastUpdated=ge2024")]
    [InlineData("ValueSet?url:below=http://example.org/")]
    [InlineData("ValueSet?url:below=http://example.org/&status=active")]
    [InlineData("Encounter?location:below=Location/x&class=IMP")]
    public void No_table_is_read_from_end_to_end(string url) => AssertSeeks(StepsOf(url));

    [Fact]
    public void Patient_and_code_is_sought_by_slot_value_and_subject()
    {
        Assert.Contains(
            StepsOf("Observation?patient=p1&code=8867-4"),
            step => step.Contains("slot=? AND value=? AND subject=?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Observation?patient=p1&code=8867-4", 1)]
    [InlineData("Observation?patient.family=mull", 2)]
    [InlineData("Patient?_has:Observation:patient:code=8867-4", 2)]
    [InlineData("Observation?patient.family=mull&encounter:Encounter.status=finished", 3)]
    public void Every_row_variable_of_a_resource_meets_the_grant(string url, int variables)
    {
        var sql = SqlOf(url, isGuarded: true);
        Assert.Equal(variables, sql.Split("permit(").Length - 1);
        Assert.DoesNotContain("permit(", SqlOf(url, isGuarded: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_of_one_shape_are_one_statement() => Assert.Equal(
        SqlOf("Observation?patient=p1&code=8867-4", isGuarded: true),
        SqlOf("Observation?patient=p2&code=85354-9", isGuarded: true));

    private static void AssertSeeks(List<string> steps) => Assert.DoesNotContain(
        steps,
        step => step.StartsWith("SCAN", StringComparison.Ordinal) &&
            !step.Contains("CONSTANT", StringComparison.Ordinal) &&
            !step.StartsWith("SCAN (subquery", StringComparison.Ordinal) &&
            step is not "SCAN d");

    private List<string> StepsOf(string url)
    {
        using var connection = SchemaSetup.OpenReader(_world.Store.DatabasePath);
        var session = new ReadSession(connection, _world.Store.Preparation, _world.Store.Types, _world.Store.Guards);
        session.Begin(_world.As(Caller.ForClinician("dr1", ["charite"])), _world.Store.Policies.For);
        var plan = PlanOf(session, url, isGuarded: true);
        SqlWriter.Page(session.Sql, plan, after: null, 51);
        using var rows = connection.Prepare("EXPLAIN QUERY PLAN " + session.Sql);
        var steps = new List<string>();
        while (rows.Step())
            steps.Add(rows.String(3));

        return steps;
    }

    private string SqlOf(string url, bool isGuarded)
    {
        using var connection = SchemaSetup.OpenReader(_world.Store.DatabasePath);
        var session = new ReadSession(connection, _world.Store.Preparation, _world.Store.Types, _world.Store.Guards);
        session.Begin(_world.As(Caller.ForClinician("dr1", ["charite"])), _world.Store.Policies.For);
        SqlWriter.Page(session.Sql, PlanOf(session, url, isGuarded), after: null, 51);
        return session.Sql.ToString();
    }

    private Plan PlanOf(ReadSession session, string url, bool isGuarded) =>
        Planner.PlanSearch(
            new PlanContext(_world.Store.Types, isGuarded, session, new HierarchyWalk(session)),
            _world.Query(url), 51, out _)!;
}
