namespace Havel.Store.Tests.Search;

/// <summary>A file of golden search cases; tests/golden/search/README.md describes the form.</summary>
public sealed class GoldenFile
{
    private GoldenFile(
        string name, IReadOnlyList<string> given, IReadOnlyList<GoldenCase> cases, GoldenTerms terms)
    {
        Name = name;
        Given = given;
        Cases = cases;
        Terms = terms;
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "golden", "search");

    public string Name { get; }

    /// <summary>Resources, one JSON text each.</summary>
    public IReadOnlyList<string> Given { get; }

    public IReadOnlyList<GoldenCase> Cases { get; }

    public GoldenTerms Terms { get; }

    public static IEnumerable<GoldenFile> All() =>
        Directory.EnumerateFiles(Folder, "*.search").Order(StringComparer.Ordinal).Select(Read);

    public static GoldenFile Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var given = new List<string>();
        var cases = new List<GoldenCase>();
        var terms = new GoldenTerms();
        var caller = "system";
        var url = string.Empty;
        var lines = File.ReadAllLines(path);
        for (var number = 0; number < lines.Length; number++)
        {
            var line = lines[number].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;

            if (line[0] == '{')
                given.Add(line);
            else if (line.StartsWith("use ", StringComparison.Ordinal))
                given.AddRange(Read(Path.Combine(Folder, line[4..] + ".search")).Given);
            else if (line.StartsWith("set ", StringComparison.Ordinal))
                terms.AddSet(line[4..]);
            else if (line.StartsWith("tree ", StringComparison.Ordinal))
                terms.AddTree(line[5..]);
            else if (line.StartsWith("as ", StringComparison.Ordinal))
                caller = line[3..];
            else if (line.StartsWith("GET ", StringComparison.Ordinal))
                url = line[4..];
            else if (line.StartsWith("=>", StringComparison.Ordinal))
                cases.Add(CaseOf(name, number + 1, caller, url, line[2..]));
            else if (line.StartsWith("plan ", StringComparison.Ordinal))
                cases[^1].Plan = line[5..];
            else
                throw new FormatException($"{path}:{number + 1}: {line}");
        }

        return new GoldenFile(name, given, cases, terms);
    }

    private static GoldenCase CaseOf(string name, int line, string caller, string url, string answer)
    {
        const string InOrder = "in order";
        var halves = answer.Split('+', 2);
        var isOrdered = halves[0].TrimStart().StartsWith(InOrder, StringComparison.Ordinal);
        var expected = isOrdered ? halves[0].TrimStart()[InOrder.Length..] : halves[0];
        return new GoldenCase(
            name, line, caller, url, Names(expected), halves.Length > 1 ? Names(halves[1]) : null, isOrdered);
    }

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
