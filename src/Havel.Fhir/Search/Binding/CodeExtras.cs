using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>What tokens are found by besides their codes: the texts of concepts for <c>:text</c>, the types of
/// identifiers for <c>:of-type</c>. Source: https://hl7.org/fhir/R4/search.html#token.</summary>
/// <param name="HasText">Whether there are texts: CodeableConcept.text, Coding.display, Identifier.type.text.</param>
/// <param name="HasType">Whether there are identifiers, which have types.</param>
internal readonly record struct CodeExtras(bool HasText, bool HasType)
{
    /// <summary>What of these the values of a slot have.</summary>
    public static CodeExtras Of(
        SearchParameterKind kind, IReadOnlyList<UnionMember> members, TypeDefinition resourceType)
    {
        if (kind != SearchParameterKind.Token)
            return default;

        var (hasText, hasType) = (false, false);
        foreach (var end in members.SelectMany(member => PathEnds.Of(member.Path, resourceType)))
        {
            hasType |= end.Type.Name is "Identifier";
            hasText |= end.Type.Name is "Identifier" or "CodeableConcept" or "Coding";
        }

        return new CodeExtras(hasText, hasType);
    }
}
