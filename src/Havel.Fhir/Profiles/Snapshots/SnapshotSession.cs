using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>One call of the generator: finds definitions, generates the snapshots they lack, and notices circles.
/// Serves one thread.</summary>
internal sealed class SnapshotSession(Func<string, StructureDefinition?> find)
{
    private readonly Dictionary<StructureDefinition, SnapshotResult> _made = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<StructureDefinition, Issue> _causes = new(ReferenceEqualityComparer.Instance);
    private readonly List<StructureDefinition> _open = [];

    /// <summary>Generates, remembering the result for as long as the session lasts.</summary>
    public SnapshotResult Generate(StructureDefinition definition)
    {
        if (_made.TryGetValue(definition, out var made))
            return made;

        _open.Add(definition);
        made = new SnapshotWork(this, definition).Run();
        _open.RemoveAt(_open.Count - 1);
        _made.Add(definition, made);
        return made;
    }

    /// <summary>What speaks against a definition: its shipped snapshot is held against its base's; where none was
    /// shipped, one is made.</summary>
    public IReadOnlyList<Issue> Check(StructureDefinition definition)
    {
        if (definition.Snapshot is not { Count: > 0 })
            return Generate(definition).Issues;

        if (definition.BaseDefinition is not { Length: > 0 } canonical)
            return [];

        _open.Add(definition);
        var elements = ElementsOfBase(canonical, out _, out var issue);
        _open.RemoveAt(_open.Count - 1);
        return elements is null ? [issue!] : SnapshotCheck.Run(definition, elements);
    }

    public StructureDefinition? Find(string canonical) => find(canonical);

    /// <summary>The snapshot of a base, shipped or generated; null, with an issue, where there is none.</summary>
    public IReadOnlyList<ProfileElement>? ElementsOfBase(
        string canonical, out StructureDefinition? definition, out Issue? issue) =>
        ElementsOf(canonical, isBase: true, out definition, out issue);

    /// <summary>The snapshot of a type or a profile of one; it may be that of a definition that is being worked
    /// on.</summary>
    public IReadOnlyList<ProfileElement>? ElementsOfType(string canonical, out Issue? issue) =>
        ElementsOf(canonical, isBase: false, out _, out issue);

    private IReadOnlyList<ProfileElement>? ElementsOf(
        string canonical, bool isBase, out StructureDefinition? definition, out Issue? issue)
    {
        issue = null;
        definition = find(canonical);
        if (definition is null)
        {
            issue = Issue.Error(IssueType.NotFound, $"The definition {canonical} is not known.");
            return null;
        }

        if (definition.Snapshot is { Count: > 0 } shipped && !(isBase && IsOpen(definition)))
            return shipped;

        if (IsOpen(definition) || _open.Count >= Limits.ProfileDerivations)
        {
            issue = Issue.Error(IssueType.Processing, IsOpen(definition)
                ? $"The definition {canonical} is derived from itself: {CircleText(definition)}."
                : $"More than {Limits.ProfileDerivations} definitions are derived from each other.");
            return null;
        }

        var elements = Generate(definition).Elements;
        if (elements.Count > 0)
            return elements;

        issue = _causes.GetValueOrDefault(definition)
            ?? Issue.Error(IssueType.Processing, $"The definition {canonical} has no snapshot and none can be made.");
        return null;
    }

    /// <summary>Remembers why a definition has no snapshot, so that those derived from it can name the root of the
    /// trouble.</summary>
    public void Fail(StructureDefinition definition, Issue cause) => _causes.TryAdd(definition, cause);

    private bool IsOpen(StructureDefinition definition) => _open.Exists(open => IsSame(open, definition));

    private static bool IsSame(StructureDefinition one, StructureDefinition other) =>
        string.Equals(one.Url, other.Url, StringComparison.Ordinal)
        && string.Equals(one.Version, other.Version, StringComparison.Ordinal);

    private string CircleText(StructureDefinition definition)
    {
        var first = _open.FindIndex(open => IsSame(open, definition));
        return string.Join(" <- ", _open.Skip(first).Select(open => open.Url).Append(definition.Url));
    }
}
