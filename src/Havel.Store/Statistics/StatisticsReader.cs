using Havel.Store.Databases;
using Havel.Store.Policies;
using Havel.Store.Schema;

namespace Havel.Store.Statistics;

/// <summary>Counts a store in one transaction of a connection.</summary>
internal static class StatisticsReader
{
    private static readonly string[] RowTables = ["token_row", "string_row", "date_row", "number_row", "quantity_row"];

    /// <summary>Counts what there is.</summary>
    /// <param name="reader">A connection within a transaction.</param>
    /// <param name="withRows">Whether index rows are counted: that takes a walk over all of them.</param>
    public static StoreStatistics Read(Connection reader, bool withRows) => new()
    {
        Resources = Pairs(reader, """
            SELECT t.name, count(*) FROM resource r JOIN type t ON t.id = r.type WHERE r.deleted = 0
            GROUP BY t.name ORDER BY t.name
            """),
        Deleted = reader.Scalar("SELECT count(*) FROM resource WHERE deleted = 1"),
        OlderVersions = reader.Scalar("SELECT count(*) FROM history"),
        Bytes = reader.Sizes(),
        IndexRows = withRows ? RowsBySlot(reader) : [],
        Others =
        [
            new("layout", SchemaText.Version),
            new("policyVersion", PolicyReader.VersionOf(reader)),
            new("subjects", reader.Scalar("SELECT count(DISTINCT subject) FROM subject_member")),
            new("patientsKnown", reader.Scalar("SELECT count(DISTINCT patient) FROM subject_member")),
            new("guards", reader.Scalar("SELECT count(*) FROM guard")),
            new("addresses", reader.Scalar("SELECT count(*) FROM uri")),
            new("searchParameters", reader.Scalar("SELECT count(*) FROM search_parameter")),
            new("indexJobs", reader.Scalar("SELECT count(*) FROM index_job")),
            new("laterAnswers", reader.Scalar("SELECT count(*) FROM job")),
        ],
    };

    private static List<NamedCount> RowsBySlot(Connection reader)
    {
        var rows = new List<NamedCount>();
        foreach (var table in RowTables)
        {
            rows.AddRange(Pairs(reader, $"""
                SELECT s.name, r.rows FROM (SELECT slot, count(*) AS rows FROM {table} GROUP BY slot) AS r
                JOIN slot s ON s.id = r.slot
                """));
        }

        rows.Sort((left, right) => right.Count != left.Count
            ? right.Count.CompareTo(left.Count) : string.CompareOrdinal(left.Name, right.Name));
        return rows;
    }

    private static List<NamedCount> Pairs(Connection reader, string sql)
    {
        var pairs = new List<NamedCount>();
        var rows = reader.Cached(sql);
        while (rows.Step())
            pairs.Add(new NamedCount(rows.String(0), rows.Int64(1)));

        rows.Reset();
        return pairs;
    }
}
