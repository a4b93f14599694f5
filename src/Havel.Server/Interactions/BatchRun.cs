using Havel.Consent.Callers;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>Carries out a batch: entries have nothing to do with each other, so those of one phase run side by side and
/// share
/// the writer's commits. Source: https://hl7.org/fhir/R4/http.html#brules.</summary>
internal static class BatchRun
{
    private const int Phases = 4;

    public static async Task<IReadOnlyList<FhirResponse>> Answer(
        Dispatch dispatch, Caller caller, IReadOnlyList<EntryRequest> entries, CancellationToken stop)
    {
        var answers = new FhirResponse[entries.Count];
        for (var phase = 0; phase < Phases; phase++)
        {
            var running = new List<Task>();
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Phase == phase)
                    running.Add(Run(dispatch, caller, entries[i], answers, i, stop));
            }

            await Task.WhenAll(running);
        }

        return answers;
    }

    /// <summary>One entry's answer; a HEAD has none of the body that a GET has.</summary>
    public static async Task<FhirResponse> Run(
        Dispatch dispatch, Caller caller, EntryRequest entry, CancellationToken stop, Snapshot? snapshot = null)
    {
        if (entry.Request is not { } request)
            return Outcomes.Refuse(entry.Fault!) with { Status = 400 };

        var takesBody = request.Verb is Verb.Post or Verb.Put or Verb.Patch && request.Route.Operation is null;
        if (takesBody && request.Body.IsEmpty)
        {
            return Outcomes.Refuse(Issue.Error(IssueType.Required, "The entry must have a resource.", entry.Entry.Path))
                with { Status = 400 };
        }

        var answer = await dispatch.Run(caller, request, stop, snapshot);
        return request.Verb == Verb.Head ? answer with { Body = default } : answer;
    }

    private static async Task Run(
        Dispatch dispatch,
        Caller caller,
        EntryRequest entry,
        FhirResponse[] answers,
        int position,
        CancellationToken stop) =>
        answers[position] = await Run(dispatch, caller, entry, stop);
}
