using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Reading.Filters;

/// <summary>The operators of <c>_filter</c> and what they mean for each kind of parameter.
/// Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal static class FilterOperators
{
    /// <summary>Whether there is an operator of that name.</summary>
    public static bool Has(string code) => code is
        "eq" or "ne" or "co" or "sw" or "ew" or "gt" or "lt" or "ge" or "le" or "ap" or "sa" or "eb" or "pr" or "po"
        or "ss" or "sb" or "in" or "ni" or "re";

    /// <summary>The modifier and the prefix that say the same; null where the operator has no meaning for the
    /// kind.</summary>
    public static (SearchModifier Modifier, string Prefix)? Of(SearchParameter parameter, string code) =>
        (parameter.Kind, code) switch
        {
            (SearchParameterKind.Date, "po") => (SearchModifier.Overlaps, string.Empty),
            (SearchParameterKind.Date or SearchParameterKind.Number or SearchParameterKind.Quantity,
                "eq" or "ne" or "gt" or "lt" or "ge" or "le" or "ap" or "sa" or "eb") => (SearchModifier.None, code),
            (SearchParameterKind.String, "eq") => (SearchModifier.Whole, string.Empty),
            (SearchParameterKind.String, "ne") => (SearchModifier.Other, string.Empty),
            (SearchParameterKind.String, "co") => (SearchModifier.Contains, string.Empty),
            (SearchParameterKind.String, "sw") => (SearchModifier.None, string.Empty),
            (SearchParameterKind.String, "ew") => (SearchModifier.EndsWith, string.Empty),
            (SearchParameterKind.Token, "co" or "sw" or "ew" or "po" or "re") => null,
            (SearchParameterKind.Token, "ss") => (SearchModifier.Below, string.Empty),
            (SearchParameterKind.Token, "sb") => (SearchModifier.Above, string.Empty),
            (SearchParameterKind.Token, "in") => (SearchModifier.In, string.Empty),
            (SearchParameterKind.Token, "ni") => (SearchModifier.NotIn, string.Empty),
            (SearchParameterKind.Uri, "sw" or "ss") => (SearchModifier.Below, string.Empty),
            (SearchParameterKind.Uri, "sb") => (SearchModifier.Above, string.Empty),
            (SearchParameterKind.Reference, "re") => (SearchModifier.None, string.Empty),
            (SearchParameterKind.Reference, "ss") when HierarchyReader.HasTree(parameter) =>
                (SearchModifier.Below, string.Empty),
            (SearchParameterKind.Reference, "sb") when HierarchyReader.HasTree(parameter) =>
                (SearchModifier.Above, string.Empty),
            (SearchParameterKind.Token or SearchParameterKind.Uri or SearchParameterKind.Reference
                or SearchParameterKind.Composite, "eq") => (SearchModifier.None, string.Empty),
            (SearchParameterKind.Token or SearchParameterKind.Uri or SearchParameterKind.Reference, "ne") =>
                (SearchModifier.Other, string.Empty),
            _ => null,
        };
}
