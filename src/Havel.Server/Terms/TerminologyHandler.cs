using Havel.Fhir.Operations;
using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Terms;

/// <summary>The operations of terminology over HTTP. An instance is read under the caller's grant, like any other
/// resource; what is named by its address is found among the conformance resources in force, which are open to
/// everybody. Source: https://hl7.org/fhir/R4/terminology-service.html.</summary>
internal static class TerminologyHandler
{
    private delegate TerminologyAnswer Question(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call);

    public static ValueTask<FhirResponse> Expand(Asking asking) => Answer(asking, TerminologyOperations.Expand);

    public static ValueTask<FhirResponse> ValidateInValueSet(Asking asking) =>
        Answer(asking, TerminologyOperations.ValidateInValueSet);

    public static ValueTask<FhirResponse> ValidateInCodeSystem(Asking asking) =>
        Answer(asking, TerminologyOperations.ValidateInCodeSystem);

    public static ValueTask<FhirResponse> Lookup(Asking asking) => Answer(asking, TerminologyOperations.Lookup);

    public static ValueTask<FhirResponse> Subsumes(Asking asking) => Answer(asking, TerminologyOperations.Subsumes);

    public static ValueTask<FhirResponse> Translate(Asking asking) => Answer(asking, TerminologyOperations.Translate);

    private static ValueTask<FhirResponse> Answer(Asking asking, Question question)
    {
        var request = asking.Request;
        var call = new TerminologyCall(asking.Home.Clock.GetUtcNow())
        {
            AcceptLanguage = request.Headers.AcceptLanguage,
        };
        if (request.Route.Id.Length > 0)
        {
            var read = asking.Home.Store.Read(asking.Grant, request.Route.Type, request.Route.Id);
            if (read.Status != ReadStatus.Found)
            {
                return new ValueTask<FhirResponse>(
                    read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound);
            }

            call = call with { Instance = read.Resource.Body };
        }

        if (!OperationBody.TryRead(request, out var parameters, out var refusal))
            return new ValueTask<FhirResponse>(refusal);

        var answer = question(asking.Home.Conformance.Current.Terminology, parameters, call);
        return new ValueTask<FhirResponse>(new FhirResponse(answer.Status) { Body = answer.Body });
    }
}
