using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>Where the components of a composite begin. Source: https://hl7.org/fhir/R4/search.html#composite.</summary>
internal static class CompositeParts
{
    private const string Whole = "%resource.";

    /// <summary>Whether a component is of the whole resource and not of the composite's root.</summary>
    public static bool IsOfWhole(string expression) => expression.StartsWith(Whole, StringComparison.Ordinal);

    /// <summary>The members of a component's expression, from the resource on.</summary>
    public static IReadOnlyList<UnionMember> MembersOf(
        FhirDefinitions definitions, TypeDefinition type, SearchPath root, string expression)
    {
        var isOfWhole = IsOfWhole(expression);
        var prefix = isOfWhole ? type.Name : root.ToString();
        var own = isOfWhole ? expression[Whole.Length..] : expression;
        var texts = UnionMembers.Split(own).Select(text => $"{prefix}.{text}");
        return UnionMembers.Of(definitions, type, string.Join(" | ", texts));
    }
}
