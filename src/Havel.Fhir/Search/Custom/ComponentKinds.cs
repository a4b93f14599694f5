using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Custom;

/// <summary>Of which kind the components of a composite are. A definition keeps the kind in the place of the address,
/// so that it means the same for ever, whatever becomes of the parameter that the address names.</summary>
internal static class ComponentKinds
{
    private const string Mark = "kind:";

    /// <summary>The kind of the parameter of that address; null where there is none.</summary>
    public static SearchParameterKind? Of(
        string url, SearchCatalog catalog, Func<string, SearchParameterDefinition?>? find)
    {
        var definition = find?.Invoke(url)
            ?? catalog.Definitions.FindSearchParameter(url)
            ?? catalog.Custom.Select(custom => custom.Definition).LastOrDefault(
                custom => string.Equals(custom.Url, url, StringComparison.Ordinal));
        return definition is null or { Kind: SearchParameterKind.Composite or SearchParameterKind.Special }
            ? null
            : definition.Kind;
    }

    /// <summary>The definition with the kinds in the place of its components' addresses.</summary>
    public static SearchParameterDefinition Settle(
        SearchParameterDefinition definition, SearchCatalog catalog, Func<string, SearchParameterDefinition?>? find) =>
        definition.Components.Count == 0 ? definition : definition with
        {
            Components =
            [
                .. definition.Components.Select(component => component with
                {
                    Definition = Mark + Of(component.Definition, catalog, find),
                }),
            ],
        };

    /// <summary>The kind a settled component says.</summary>
    public static SearchParameterKind Settled(string definition) =>
        Enum.Parse<SearchParameterKind>(definition.AsSpan(Mark.Length));
}
