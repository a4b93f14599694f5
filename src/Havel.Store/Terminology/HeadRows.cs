using System.Globalization;
using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>The head of a code system as rows of the table <c>meta</c>.</summary>
internal static class HeadRows
{
    public static void Write(SqliteConnection connection, CodeSystemHead head, int count)
    {
        using var insert = connection.Prepare("INSERT INTO meta VALUES (?, ?)");
        foreach (var (name, value) in Rows(head, count))
        {
            if (value is null)
                continue;

            insert.BindText(1, name);
            insert.BindText(2, value);
            insert.Run();
        }
    }

    /// <summary>The head and the number of concepts; null where the file is of another layout.</summary>
    public static (CodeSystemHead Head, int Count)? Read(SqliteConnection connection)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var select = connection.Prepare("SELECT name, value FROM meta"))
        {
            while (select.Step())
                rows[select.String(0)] = select.String(1);
        }

        if (rows.GetValueOrDefault("layout") != Layout)
            return null;

        var head = new CodeSystemHead(rows["url"], rows["version"])
        {
            Name = rows.GetValueOrDefault("name", ""),
            Language = rows.GetValueOrDefault("language"),
            IsCaseSensitive = rows.GetValueOrDefault("case") == "1",
            IsComplete = rows.GetValueOrDefault("complete") == "1",
            ValueSet = rows.GetValueOrDefault("valueset"),
            Status = rows.GetValueOrDefault("status", "active"),
            IsExperimental = rows.GetValueOrDefault("experimental") == "1",
            Copyright = rows.GetValueOrDefault("copyright"),
        };
        return (head, int.Parse(rows["count"], CultureInfo.InvariantCulture));
    }

    private static string Layout { get; } = TerminologySchema.Version.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string? Value)> Rows(CodeSystemHead head, int count) =>
    [
        ("layout", Layout),
        ("url", head.Url),
        ("version", head.Version),
        ("name", head.Name),
        ("language", head.Language),
        ("case", head.IsCaseSensitive ? "1" : "0"),
        ("complete", head.IsComplete ? "1" : "0"),
        ("valueset", head.ValueSet),
        ("status", head.Status),
        ("experimental", head.IsExperimental ? "1" : "0"),
        ("copyright", head.Copyright),
        ("count", count.ToString(CultureInfo.InvariantCulture)),
    ];
}
