using Havel.Fhir.Issues;
using Havel.Server.Conformance;
using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>The statements of this moment: written again only when conformance resources or search parameters came or
/// went. Source: https://hl7.org/fhir/R4/http.html#capabilities.</summary>
internal sealed class CapabilityText(Deployment home)
{
    private Written? _full;
    private Written? _terminology;

    /// <summary>The answer to GET metadata.</summary>
    public FhirResponse Answer(FhirRequest request) => request.QueryValue("mode") switch
    {
        // R4's CapabilityStatement is normative as a whole.
        null or "full" or "normative" => Of(ref _full, CapabilitiesHandler.Make),
        "terminology" => Of(ref _terminology, TerminologyCapabilities.Make),
        _ => Outcomes.Of(400, IssueType.Value, "mode is one of full, normative and terminology."),
    };

    private FhirResponse Of(ref Written? kept, Func<Deployment, FhirResponse> make)
    {
        var catalog = home.Store.Catalog;
        var set = home.Conformance.Current;
        if (kept is { } last && ReferenceEquals(last.Catalog, catalog) && ReferenceEquals(last.Set, set))
            return last.Answer;

        var answer = make(home);
        kept = new Written(catalog, set, answer);
        return answer;
    }

    private sealed record Written(Fhir.Search.SearchCatalog Catalog, ConformanceSet Set, FhirResponse Answer);
}
