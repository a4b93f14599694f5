using System.Text.RegularExpressions;
using Havel.Consent.Callers;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Tests.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Planning;

/// <summary>Statements over patients' data can be sent to the shard of a subject, or pushed down to all shards, or
/// repartitioned: every table in them is tied to the others by its subject, or by a reference.
/// Source: https://docs.citusdata.com/en/stable/develop/reference_sql.html.</summary>
public sealed partial class DistributionTests
{
    public static TheoryData<string> Files() => [.. GoldenFile.All().Select(file => file.Name)];

    [PostgresTheory]
    [MemberData(nameof(Files))]
    public void Every_table_of_patients_data_is_joined_by_subject_or_by_reference(string name)
    {
        var file = GoldenFile.Read(Path.Combine(GoldenFile.Folder, name + ".search"));
        using var world = new SearchWorld(isPostgres: true) { Terms = file.Terms };
        world.Put(file.Given);
        using var connection = world.Store.Database.OpenFollower();
        var store = world.Store;
        var session = new ReadSession(
            connection, store.Preparation, store.Types, store.Guards, new PermitBook(store.Guards));
        connection.BeginRead();
        session.Begin(world.As(Caller.ForClinician("dr1", ["charite"])), world.Store.Policies.For);
        var faults = file.Cases
            .SelectMany(one => StatementsOf(world, session, one.Url))
            .Select(Loose)
            .OfType<string>()
            .ToList();
        session.End();
        connection.RollBack();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData("SELECT 1 FROM resource AS d WHERE d.rid = $1")]
    [InlineData("SELECT 1 FROM token_row AS d WHERE EXISTS (SELECT 1 FROM resource AS r WHERE r.subject = d.subject)")]
    [InlineData("SELECT 1 FROM token_row AS l CROSS JOIN resource AS t WHERE t.key = l.value")]
    public void What_is_tied_is_found_to_be_so(string sql) => Assert.Null(Loose(sql));

    [Theory]
    [InlineData("SELECT 1 FROM token_row AS d CROSS JOIN resource AS r WHERE r.rid = d.rid")]
    [InlineData("SELECT 1 FROM token_row AS d WHERE EXISTS (SELECT 1 FROM date_row AS r WHERE r.rid = d.rid)")]
    public void What_is_not_is_found_out(string sql) => Assert.NotNull(Loose(sql));

    private static List<string> StatementsOf(SearchWorld world, ReadSession session, string url)
    {
        var statements = new List<string>();
        var context = new PlanContext(world.Store.Types, IsGuarded: true, session, new HierarchyWalk(session));
        if (Planner.PlanSearch(context, world.Query(url), 51, out _) is not { } plan)
            return statements;

        SqlWriter.Page(session.Sql, plan, after: null, 51);
        statements.Add(session.Sql.ToString());
        SqlWriter.Count(session.Sql, plan);
        statements.Add(session.Sql.ToString());
        if (plan.Sort.Count == 0 && plan.Walk is null)
        {
            SqlWriter.PageWithBodies(session.Sql, plan, after: null, 51, 50);
            statements.Add(session.Sql.ToString());
        }

        return statements;
    }

    /// <summary>The statement with the tables that nothing ties to the first; null where there are none.</summary>
    private static string? Loose(string sql)
    {
        var rows = Tables().Matches(sql).Select(match => match.Groups["row"].Value).ToList();
        var parents = rows.ToDictionary(row => row, row => row, StringComparer.Ordinal);
        foreach (var pattern in (Regex[])[Subjects(), References(), Sets()])
        {
            foreach (Match match in pattern.Matches(sql))
                Tie(parents, match.Groups["left"].Value, match.Groups["right"].Value);
        }

        // What stands beside others in a union, or feeds a table made of a query, is a query of its own.
        var made = Made().Matches(sql).Select(match => match.Groups["row"].Value).ToList();
        foreach (var row in made)
            parents.TryAdd(row, row);

        var groups = rows.Select(row => Root(parents, row)).Distinct(StringComparer.Ordinal).Count();
        var queries = 1 + sql.Split(" UNION ALL ").Length - 1 + made.Count;
        return groups <= queries ? null : $"{groups} groups of tables in {queries} queries: {sql}";
    }

    private static void Tie(Dictionary<string, string> parents, string left, string right)
    {
        if (left.Length > 0 && right.Length > 0)
        {
            parents.TryAdd(left, left);
            parents.TryAdd(right, right);
            parents[Root(parents, left)] = Root(parents, right);
        }
    }

    private static string Root(Dictionary<string, string> parents, string row)
    {
        while (parents[row] != row)
            row = parents[row];

        return row;
    }

    [GeneratedRegex(@"\b(resource|history|token_row|string_row|date_row|number_row|quantity_row) AS (?<row>\w+)")]
    private static partial Regex Tables();

    [GeneratedRegex(@"\b(?<left>\w+)\.subject = (?<right>\w+)\.subject")]
    private static partial Regex Subjects();

    [GeneratedRegex(@"\b(?<left>\w+)\.(key|value) = (?<right>\w+)\.(key|value)")]
    private static partial Regex References();

    [GeneratedRegex(@"\(\((?<left>\w+)\.subject, \w+\.rid\) IN \(SELECT (?<right>\w+)\.subject")]
    private static partial Regex Sets();

    [GeneratedRegex(@"\) AS (?<row>\w+)")]
    private static partial Regex Made();
}
