using System.Collections.Frozen;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Rows;

namespace Havel.Fhir.Search;

/// <summary>Turns a resource into the rows it can be found by. Compiled once for each type, at first use; safe for many
/// threads at once.</summary>
public sealed class SearchExtractor
{
    private readonly FrozenDictionary<string, Lazy<TypeExtractor>> _types;

    public SearchExtractor(SearchCatalog catalog)
    {
        _types = catalog.Bindings.ToFrozenDictionary(
            binding => binding.Type.Name,
            binding => new Lazy<TypeExtractor>(() => new TypeExtractor(catalog.Definitions, binding)),
            StringComparer.Ordinal);
    }

    /// <summary>Adds the rows of a resource, each once; never fails on a valid one. Contained resources give no rows of
    /// their own, and references to them (<c>#x</c>) none either: contained resources are searched with
    /// <c>_contained</c>, which is not supported yet.</summary>
    public void Extract(Node resource, SearchRows rows)
    {
        if (!_types.TryGetValue(resource.Type.Name, out var extractor))
            return;

        extractor.Value.Extract(resource, rows);
        rows.RemoveRepeated();
    }
}
