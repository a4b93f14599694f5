using Havel.Fhir.Profiles;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>Compares a generated snapshot with the shipped one by what validation uses. What makes no difference to any
/// instance is taken out first: elements that only repeat their type, invariants that their type has anyway, what a
/// slice repeats of the unsliced element, bindings that bind nothing, the pin of R4's own version.</summary>
internal sealed class SnapshotComparison
{
    private readonly EffectiveElements _shipped;
    private readonly EffectiveElements _made;
    private readonly List<SnapshotDifference> _differences = [];

    private SnapshotComparison(EffectiveElements shipped, EffectiveElements made)
    {
        _shipped = shipped;
        _made = made;
    }

    public static IReadOnlyList<SnapshotDifference> Compare(
        StructureDefinition shipped, IReadOnlyList<ProfileElement> made, Func<string, StructureDefinition?> find)
    {
        var alignedMade = Align(shipped with { Snapshot = made }, shipped.Snapshot!, find);
        var alignedShipped = Align(shipped, made, find);
        var comparison = new SnapshotComparison(
            new EffectiveElements(alignedShipped, find), new EffectiveElements(alignedMade, find));
        comparison.Run();
        return comparison._differences;
    }

    /// <summary>The snapshot, unfolded as deep as the other one is: an element that only repeats its type is no
    /// difference.</summary>
    private static IReadOnlyList<ProfileElement> Align(
        StructureDefinition own, IReadOnlyList<ProfileElement> other, Func<string, StructureDefinition?> find)
    {
        var known = own.Snapshot!.Select(element => element.Id).ToHashSet(StringComparer.Ordinal);
        var missing = other
            .Where(element => !known.Contains(element.Id) && HasUnfoldable(element.Id, known))
            .Select(element => new ProfileElement { Id = element.Id, Path = element.Path }).ToArray();
        if (missing.Length == 0)
            return own.Snapshot!;

        const string itself = "urn:itself";
        var derived = own with
        {
            Url = "urn:derived", BaseDefinition = itself, Differential = missing, Snapshot = null,
        };
        var result = SnapshotGenerator.Generate(derived,
            canonical => string.Equals(canonical, itself, StringComparison.Ordinal) ? own : find(canonical));
        return result.Elements.Count == 0 ? own.Snapshot! : result.Elements;
    }

    /// <summary>Whether the missing element is no slice and all slices above it are there.</summary>
    private static bool HasUnfoldable(string id, HashSet<string> known)
    {
        if (EffectiveElements.LastStep(id).Contains(':', StringComparison.Ordinal))
            return false;

        for (var parent = EffectiveElements.ParentOf(id); parent is not null;
            parent = EffectiveElements.ParentOf(parent))
        {
            if (known.Contains(parent))
                return true;
            if (EffectiveElements.LastStep(parent).Contains(':', StringComparison.Ordinal))
                return false;
        }

        return false;
    }

    private void Run()
    {
        foreach (var id in _shipped.Ids)
        {
            if (!_made.Has(id))
                Differ("missing", id, "", "");
            else
                Compare(id);
        }

        foreach (var id in _made.Ids)
        {
            if (!_shipped.Has(id))
                Differ("surplus", id, "", "");
        }
    }

    private void Compare(string id)
    {
        Compare("min", id, e => e.Min(id));
        Compare("max", id, e => e.Max(id));
        if (id.Contains('.', StringComparison.Ordinal))
            CompareTypes(id);
        Compare("value", id, e => e.Values(id));
        Compare("binding", id, e => e.Bindings(id));
        Compare("constraints", id, e => e.Constraints(id));
        Compare("slicing", id, e => e.Slicing(id));
        Compare("modifier", id, e => e[id].IsModifier == true ? "true" : "");
    }

    private void Compare(string what, string id, Func<EffectiveElements, string> read)
    {
        var shipped = read(_shipped);
        var made = read(_made);
        if (!string.Equals(shipped, made, StringComparison.Ordinal))
            Differ(what, id, shipped, made);
    }

    private void CompareTypes(string id)
    {
        var shipped = _shipped.Types(id);
        var made = _made.Types(id);
        var isReference = _shipped[id].ContentReference is not null || _made[id].ContentReference is not null;
        var isValue = id.EndsWith(".value", StringComparison.Ordinal)
            && _shipped[id].Types is [{ Code: "string" or "code" }];
        if (!string.Equals(shipped, made, StringComparison.Ordinal) && !isReference && !isValue
            && !_made.HasKeptMore(id, _shipped))
        {
            Differ("types", id, shipped, made);
        }
    }

    private void Differ(string what, string id, string shipped, string made) =>
        _differences.Add(new SnapshotDifference(what, id, shipped, made));
}
