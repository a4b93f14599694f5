using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>What stands behind the colon. Source: https://hl7.org/fhir/R4/search.html#modifiers.</summary>
internal static class ModifierText
{
    /// <summary>The modifier and the type of <c>:[type]</c>; null after an issue. A server must refuse a modifier it
    /// does not
    /// support, whatever the handling: leaving it out would turn the meaning round.</summary>
    public static (SearchModifier Modifier, string? Type)? Read(ReadState state, SearchParameter parameter, string text)
    {
        if (text.Length == 0)
            return (SearchModifier.None, null);

        var known = (parameter.Kind, text) switch
        {
            (SearchParameterKind.String, "exact") => SearchModifier.Exact,
            (SearchParameterKind.String, "contains") => SearchModifier.Contains,
            (SearchParameterKind.Token, "not") => SearchModifier.Not,
            (SearchParameterKind.Token, "text") when parameter.TextSlots.Count > 0 => SearchModifier.Text,
            (SearchParameterKind.Token, "of-type") when parameter.TypeSlots.Count > 0 => SearchModifier.OfType,
            (SearchParameterKind.Token, "in") when parameter.Field == ResourceField.None => SearchModifier.In,
            (SearchParameterKind.Token, "not-in") when parameter.Field == ResourceField.None => SearchModifier.NotIn,
            (SearchParameterKind.Token or SearchParameterKind.Uri, "below")
                when parameter.Field == ResourceField.None => SearchModifier.Below,
            (SearchParameterKind.Token or SearchParameterKind.Uri, "above")
                when parameter.Field == ResourceField.None => SearchModifier.Above,
            (SearchParameterKind.Reference, "below") when HierarchyReader.HasTree(parameter) => SearchModifier.Below,
            (SearchParameterKind.Reference, "above") when HierarchyReader.HasTree(parameter) => SearchModifier.Above,
            (SearchParameterKind.Reference, "identifier") when parameter.IdentifierSlot is not null =>
                SearchModifier.Identifier,
            _ => SearchModifier.None,
        };
        if (known != SearchModifier.None)
            return (known, null);

        if (parameter.Kind == SearchParameterKind.Reference
            && !parameter.IsCanonical
            && TargetTypes.Has(parameter, text)
            && state.Catalog.Definitions.FindType(text) is { IsResource: true, IsAbstract: false })
            return (SearchModifier.None, text);

        state.Refuse(
            IssueType.NotSupported, $"The modifier ':{Quoted.Of(text)}' is not supported for {parameter.Code}.");
        return null;
    }
}
