using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Fhir.Subsets;
using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary><c>_summary</c> and <c>_elements</c> of a read.
/// Source: https://hl7.org/fhir/R4/http.html#summary.</summary>
internal static class PartialRead
{
    /// <summary>The answer with what was asked for of its resource.</summary>
    public static FhirResponse Of(FhirResponse answer, FhirRequest request)
    {
        if (answer.Status != 200 || RuleOf(request) is not { } rule)
            return answer;

        var bytes = new PooledBytes(answer.Body.Length + Room);
        ResourceSubset.Write(FhirDefinitions.R4.FindType(request.Route.Type)!, answer.Body.Span, rule, bytes);
        answer.Owner?.Dispose();
        return answer with { Body = bytes.Written, Owner = bytes };
    }

    private const int Room = 256;

    /// <summary>What a value that R4 does not know asks for is the whole resource.</summary>
    private static SubsetRule? RuleOf(FhirRequest request)
    {
        var elements = request.QueryValue("_elements");
        var mode = request.QueryValue("_summary") switch
        {
            "true" => SummaryMode.True,
            "text" => SummaryMode.Text,
            "data" => SummaryMode.Data,
            _ => SummaryMode.False,
        };
        return SubsetRule.Of(mode, elements is null
            ? []
            : elements.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
