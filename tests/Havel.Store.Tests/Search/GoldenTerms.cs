using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Fhir.Terminology;

namespace Havel.Store.Tests.Search;

/// <summary>Value sets and code trees of a golden file, written down code by code.</summary>
public sealed class GoldenTerms : ISearchTerms
{
    private readonly Dictionary<string, List<SystemCode>> _sets = new(StringComparer.Ordinal);
    private readonly List<(string System, string General, string Special)> _edges = [];

    /// <summary><c>set URL = system|code ...</c></summary>
    public void AddSet(string line)
    {
        var halves = line.Split('=', 2, StringSplitOptions.TrimEntries);
        _sets[halves[0]] =
        [
            .. halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('|'))
                .Select(parts => new SystemCode(parts[0], parts[1])),
        ];
    }

    /// <summary><c>tree system general = special ...</c></summary>
    public void AddTree(string line)
    {
        var halves = line.Split('=', 2, StringSplitOptions.TrimEntries);
        var head = halves[0].Split(' ');
        foreach (var special in halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _edges.Add((head[0], head[1], special));
    }


    public CodeList Members(string valueSet, int limit) => _sets.TryGetValue(valueSet, out var codes)
        ? new CodeList(codes)
        : new CodeList([], Issue.Error(IssueType.NotFound, $"No value set {valueSet}."));

    public CodeList Closure(string system, string code, bool isBelow, int limit)
    {
        var codes = new List<string> { code };
        for (var at = 0; at < codes.Count; at++)
        {
            var next = isBelow
                ? _edges.Where(edge => edge.System == system && edge.General == codes[at]).Select(edge => edge.Special)
                : _edges.Where(edge => edge.System == system && edge.Special == codes[at]).Select(edge => edge.General);
            codes.AddRange(next.Where(each => !codes.Contains(each)).ToList());
        }

        return new CodeList([.. codes.Select(each => new SystemCode(system, each))]);
    }
}
