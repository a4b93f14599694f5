namespace Havel.Fhir.Tests.Search;

/// <summary>Reads files of cases: <c>## name</c>, a line of JSON, then the rows that are expected of it.</summary>
internal static class ExtractionCases
{
    public sealed record Case(string Name, string Json, IReadOnlyList<string> Rows);

    public static IEnumerable<Case> Read(string file)
    {
        string? name = null;
        var json = string.Empty;
        var rows = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (name is not null)
                    yield return new Case(name, json, [.. rows]);

                (name, json) = (line[3..], string.Empty);
                rows.Clear();
            }
            else if (line.StartsWith('{') || (line.StartsWith(' ') && rows.Count == 0))
            {
                json += line;
            }
            else if (line.Length > 0 && name is not null)
            {
                rows.Add(line);
            }
        }

        if (name is not null)
            yield return new Case(name, json, [.. rows]);
    }
}
