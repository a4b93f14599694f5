using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>DELETE [type]?[condition]: the one match, or all of them where the policy says so.
/// Source: https://hl7.org/fhir/R4/http.html#3.1.0.7.1.</summary>
internal static class ConditionalDeleteHandler
{
    private static readonly FhirResponse NotHere = Outcomes.Of(405, IssueType.NotSupported,
        "Conditional deletes are switched off here.") with { Allow = "GET, HEAD, POST, PUT, PATCH" };

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var (home, grant, request, stop) = asking;
        if (home.Writes.ConditionalDelete == MatchPolicy.None)
            return NotHere;

        if (!UpdateHandler.TryIfMatch(request.Headers.IfMatch, out var version))
            return UpdateHandler.BadIfMatch;

        for (var attempt = 0; attempt < Limits.MaxWriteAttempts; attempt++)
        {
            await Attempts.Pause(attempt, stop);
            var look = ConditionLook.At(asking, Most(home.Writes));
            if (look.Fault is not null)
                return look.Fault.Answer;

            if (look.Ids.Count == 0)
                return Done(0, request.Preferences);

            var commit = await home.Commit(Operations(asking, look, version), stop);
            if (commit.IsCommitted)
                return Done(look.Ids.Count, request.Preferences);

            var refused = commit.Results.First(result => result.IsRefusal);
            if (refused.Status is not (WriteStatus.Stale or WriteStatus.NotFound))
                return WriteAnswer.Of(refused, home.BaseUrl, request.Preferences.Return);
        }

        return Outcomes.Busy;
    }

    /// <summary>How many matches a policy allows.</summary>
    public static int Most(WritePolicy policy) =>
        policy.ConditionalDelete == MatchPolicy.Multiple ? Limits.MaxConditionalDeletes : 1;

    /// <summary>A deletion for each match; the first makes sure that these are the matches.</summary>
    private static List<WriteOperation> Operations(Asking asking, ConditionLook look, int? version)
    {
        var operations = new List<WriteOperation>(look.Ids.Count);
        var (home, grant, request, _) = asking;
        foreach (var id in look.Ids)
        {
            var condition = operations.Count == 0 ? look.ExactAll(grant) : null;
            operations.Add(DeleteHandler.Operation(home, grant, request.Route.Type, id, version, condition));
        }

        return operations;
    }

    private static FhirResponse Done(int count, in Preferences preferences) =>
        preferences.Return == ReturnPreference.OperationOutcome
            ? new FhirResponse(200)
            {
                Body = Outcomes.Body(
                [
                    new Issue(
                        IssueSeverity.Information, IssueType.Informational,
                        count == 1 ? "One resource was deleted." : $"{count} resources were deleted."),
                ]),
            }
            : new FhirResponse(204);
}
