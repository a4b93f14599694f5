using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Store.Reading;

namespace Havel.Server.Records;

/// <summary>Keeps of every code the latest observations. Two codes are one where they share a coding, since the codings
/// of a concept translate each other; so groups grow together as observations come. Where the last place is shared by
/// observations of one time, all of them are kept.
/// Source: https://hl7.org/fhir/R4/observation-operation-lastn.html.</summary>
/// <param name="most">How many of a group, from 1.</param>
internal sealed class LatestByCode(int most)
{
    private const int Slack = 64;

    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>How many observations there were.</summary>
    public int Seen { get; private set; }

    /// <summary>Takes an observation into account.</summary>
    public void Add(in ResourceVersion observation)
    {
        Seen++;
        var parsed = ResourceParser.OfThread.ParseBorrowed(observation.Body);
        if (parsed.Table?.Root is not { Exists: true } root)
            return;

        Group? group = null;
        foreach (var key in KeysOf(root.Child("code")))
        {
            var other = _groups.TryGetValue(key, out var known) ? known.Root : null;
            group = group is null ? other ?? new Group() : group.Join(other);
            _groups[key] = group;
        }

        group!.Add(new Entry(observation, TimeOf(root)));
        if (group.Entries.Count > (2 * most) + Slack)
            Prune(group);
    }

    /// <summary>What is kept, group by group, each from its latest on; the groups by their latest.</summary>
    public IReadOnlyList<ResourceVersion> Result()
    {
        var groups = _groups.Values.Select(group => group.Root).Distinct().ToList();
        foreach (var group in groups)
            Prune(group);

        return
        [
            .. groups.OrderBy(group => group.Entries[0], LatestFirst.Instance)
                .SelectMany(group => group.Entries).Select(entry => entry.Observation),
        ];
    }

    private void Prune(Group group)
    {
        group.Entries.Sort(LatestFirst.Instance);
        var kept = Math.Min(most, group.Entries.Count);
        while (kept < group.Entries.Count && group.Entries[kept].Time == group.Entries[kept - 1].Time)
            kept++;

        group.Entries.RemoveRange(kept, group.Entries.Count - kept);
    }

    /// <summary>A code without any coding is known by its text.</summary>
    private static IEnumerable<string> KeysOf(Node code)
    {
        var isCoded = false;
        foreach (var coding in code.ChildrenOf("coding"))
        {
            if (coding.TextOf("code") is not { } text)
                continue;

            isCoded = true;
            yield return $"{coding.TextOf("system")}|{text}";
        }

        if (!isCoded)
            yield return "|" + SearchTextOf(code.TextOf("text") ?? "");
    }

    private static string SearchTextOf(string text) => "\n" + text.Trim().ToLowerInvariant();

    /// <summary>A period counts by its end; one that has not ended by its start.</summary>
    private static long TimeOf(Node root) => ClinicalDate.Of(root) is not { } date ? long.MinValue
        : date.High == long.MaxValue ? date.Low : date.High;

    private readonly record struct Entry(ResourceVersion Observation, long Time);

    /// <summary>A group, or what became of it when it turned out to be another's.</summary>
    private sealed class Group
    {
        private Group? _joined;

        public Group Root => _joined is null ? this : _joined = _joined.Root;

        public List<Entry> Entries { get; } = [];

        public void Add(in Entry entry) => Entries.Add(entry);

        public Group Join(Group? other)
        {
            if (other is null || ReferenceEquals(other, this))
                return this;

            other._joined = this;
            Entries.AddRange(other.Entries);
            other.Entries.Clear();
            return this;
        }
    }

    /// <summary>By time, then by id, so that equal stores give equal answers.</summary>
    private sealed class LatestFirst : IComparer<Entry>
    {
        public static LatestFirst Instance { get; } = new();

        public int Compare(Entry x, Entry y) => x.Time != y.Time
            ? y.Time.CompareTo(x.Time)
            : string.CompareOrdinal(x.Observation.Id, y.Observation.Id);
    }
}
