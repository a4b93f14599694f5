using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>The texts of a name or an address that have parameters of their own, as <c>family</c> within <c>name</c>:
/// each text is stored once, for the whole and for the part.</summary>
internal static class TextParts
{
    /// <summary>The drafts of single children of the draft's name or address, by the child's name; none for any other
    /// draft.</summary>
    public static IReadOnlyDictionary<string, Draft> Of(
        Draft draft, IReadOnlyList<Draft> drafts, TypeDefinition resourceType)
    {
        var parts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        if (!IsWhole(draft, resourceType))
            return parts;

        var prefix = $"{draft.Members[0].Text}.";
        foreach (var other in drafts)
        {
            if (IsOneText(other) && other.Members[0].Text.StartsWith(prefix, StringComparison.Ordinal)
                && SearchedTexts.Has(other.Members[0].Text[prefix.Length..]))
                parts.TryAdd(other.Members[0].Text[prefix.Length..], other);
        }

        return parts;
    }

    private static bool IsWhole(Draft draft, TypeDefinition resourceType)
    {
        if (!IsOneText(draft))
            return false;

        var ends = PathEnds.Of(draft.Members[0].Path, resourceType);
        return ends.Count == 1 && SearchedTexts.IsStructured(ends[0].Type);
    }

    private static bool IsOneText(Draft draft) =>
        draft.Definition.Kind == SearchParameterKind.String && draft.TargetFilter is null && draft.Members.Count == 1;
}
