using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>One call of the generator: finds definitions, generates the snapshots they lack, and notices circles. Serves
/// one thread.</summary>
internal sealed class SnapshotSession(Func<string, StructureDefinition?> find)
{
    private readonly Dictionary<StructureDefinition, SnapshotResult> _made = new(ReferenceEqualityComparer.Instance);
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

    public StructureDefinition? Find(string canonical) => find(canonical);

    /// <summary>The snapshot of a definition, shipped or generated; null, with an issue, where there is
    /// none.</summary>
    public IReadOnlyList<ProfileElement>? ElementsOf(string canonical, out StructureDefinition? definition, out Issue? issue)
    {
        issue = null;
        definition = find(canonical);
        if (definition is null)
        {
            issue = Issue.Error(IssueType.NotFound, $"The definition {canonical} is not known.");
            return null;
        }

        if (definition.Snapshot is { Count: > 0 } shipped)
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

        issue = Issue.Error(IssueType.Processing, $"The definition {canonical} has no snapshot and none can be made.");
        return null;
    }

    public bool IsOpen(StructureDefinition definition) =>
        _open.Exists(open => string.Equals(open.Url, definition.Url, StringComparison.Ordinal));

    private string CircleText(StructureDefinition definition)
    {
        var first = _open.FindIndex(open => string.Equals(open.Url, definition.Url, StringComparison.Ordinal));
        return string.Join(" <- ", _open.Skip(first).Select(open => open.Url).Append(definition.Url));
    }
}
