using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Holds a shipped snapshot against that of its base, element by element: a snapshot that was edited, or made
/// from another version of the base, is not to be believed where it allows what its base forbids.</summary>
internal sealed class SnapshotCheck
{
    private readonly StructureDefinition _definition;
    private readonly Dictionary<string, ProfileElement> _base = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unfolded = new(StringComparer.Ordinal);
    private readonly List<Issue> _issues = [];

    private SnapshotCheck(StructureDefinition definition, IReadOnlyList<ProfileElement> parent)
    {
        _definition = definition;
        foreach (var element in parent)
        {
            _base.TryAdd(element.Id, element);
            if (element.Id.LastIndexOf('.') is var dot and > 0)
                _unfolded.Add(element.Id[..dot]);
        }
    }

    public static IReadOnlyList<Issue> Run(StructureDefinition definition, IReadOnlyList<ProfileElement> parent)
    {
        var check = new SnapshotCheck(definition, parent);
        for (var index = 1; index < definition.Snapshot!.Count && check._issues.Count < Limits.Issues; index++)
            check.Check(definition.Snapshot[index]);
        return check._issues;
    }

    private void Check(ProfileElement element)
    {
        if (FindInBase(element, out var isSliceOf) is { } known)
            Compare(element, known, isSliceOf);
        else if (IsForeign(element))
            Report(element, IssueType.Structure, "the base has no such element");
    }

    /// <summary>The base's element of the same id or, within new slices, of the unsliced element.</summary>
    private ProfileElement? FindInBase(ProfileElement element, out bool isSliceOf)
    {
        isSliceOf = false;
        if (_base.TryGetValue(element.Id, out var same))
            return same;

        isSliceOf = element.SliceName is not null;
        return _base.GetValueOrDefault(Unsliced(element.Id));
    }

    private static string Unsliced(string id)
    {
        var steps = id.Split('.');
        for (var index = 0; index < steps.Length; index++)
            steps[index] = steps[index].Split(':')[0];
        return string.Join('.', steps);
    }

    /// <summary>Whether the base shows the children of the element's parent, but not this one. A profile may go into a
    /// type that its base leaves folded.</summary>
    private bool IsForeign(ProfileElement element)
    {
        var id = Unsliced(element.Id);
        var dot = id.LastIndexOf('.');
        return _definition.IsProfile && dot > 0 && _unfolded.Contains(id[..dot])
            && !ChoiceNames.IsChoice(id[..dot]) && !_base.ContainsKey(element.Path) && !IsNamedChoice(id, dot);
    }

    /// <summary>Whether this is <c>valueQuantity</c> where the base has <c>value[x]</c>.</summary>
    private bool IsNamedChoice(string id, int dot)
    {
        for (var end = id.Length - 1; end > dot; end--)
        {
            if (_base.ContainsKey(id[..end] + "[x]"))
                return true;
        }

        return false;
    }

    private void Compare(ProfileElement element, ProfileElement known, bool isSliceOf)
    {
        if (!isSliceOf && element.Min < known.Min)
            Report(element, IssueType.Invariant, $"min {element.Min} is below the {known.Min} of the base");
        if (!isSliceOf && element.Max > known.Max)
            Report(element, IssueType.Invariant, $"max is above the {known.Max} of the base");
        if (known.Fixed.Exists && element.Fixed.Exists && !known.Fixed.RawValue.SequenceEqual(element.Fixed.RawValue))
            Report(element, IssueType.Invariant, "the fixed value is not that of the base");
        if (known.Binding is { Strength: BindingStrength.Required } && element.Binding is { } binding
            && binding.Strength != BindingStrength.Required)
        {
            Report(element, IssueType.Invariant, "the binding of the base is required");
        }

        if (element.Max != 0 && !IsPrimitiveValue(element))
            CompareTypes(element, known);
    }

    /// <summary>The values of primitives are named by types of FHIRPath, which publishers write in several
    /// ways.</summary>
    private static bool IsPrimitiveValue(ProfileElement element) =>
        string.Equals(element.Name, "value", StringComparison.Ordinal)
        && element.Types is [{ Code: "string" or "code" }];

    private void CompareTypes(ProfileElement element, ProfileElement known)
    {
        foreach (var type in element.Types)
        {
            if (known.Types.Count > 0 && !TypeNarrowing.Allows(known.Types, type))
                Report(element, IssueType.Invariant, $"the type {type.Code} is not among those of the base");
        }
    }

    private void Report(ProfileElement element, IssueType type, string what) => _issues.Add(Issue.Error(type,
        $"The snapshot of {_definition} contradicts its base at {element.Id}: {what}.",
        $"StructureDefinition.snapshot.element.where(id = '{element.Id}')"));
}
