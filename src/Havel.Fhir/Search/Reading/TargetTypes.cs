namespace Havel.Fhir.Search.Reading;

/// <summary>Where a reference parameter can lead.</summary>
internal static class TargetTypes
{
    /// <summary>Its target types; all resource types where the definition names none.</summary>
    public static IReadOnlyList<string> Of(SearchCatalog catalog, SearchParameter parameter) =>
        parameter.Targets.Count > 0
            ? parameter.Targets
            : [.. catalog.Definitions.ResourceTypes.Select(type => type.Name)];

    /// <summary>Whether it can lead to that type.</summary>
    public static bool Has(SearchParameter parameter, string type) =>
        parameter.Targets.Count == 0 || parameter.Targets.Contains(type, StringComparer.Ordinal);
}
