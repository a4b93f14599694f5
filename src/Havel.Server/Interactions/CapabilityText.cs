using Havel.Fhir.Search;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>The capability statement of this moment: written again only when search parameters came or went.</summary>
internal sealed class CapabilityText(Deployment home)
{
    private volatile Written? _last;

    /// <summary>The answer to GET metadata.</summary>
    public FhirResponse Current
    {
        get
        {
            var catalog = home.Store.Catalog;
            if (_last is { } last && ReferenceEquals(last.Catalog, catalog))
                return last.Answer;

            var answer = CapabilitiesHandler.Make(home);
            _last = new Written(catalog, answer);
            return answer;
        }
    }

    private sealed record Written(SearchCatalog Catalog, FhirResponse Answer);
}
