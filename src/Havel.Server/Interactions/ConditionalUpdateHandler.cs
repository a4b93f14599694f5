using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;
using Access = Havel.Consent.Callers.Interaction;

namespace Havel.Server.Interactions;

/// <summary>PUT [type]?[condition]: updates the one match, or makes a resource where there is none. Safe when two run
/// at once: the search is asked again inside the writer's transaction.
/// Source: https://hl7.org/fhir/R4/http.html#cond-update.</summary>
internal static class ConditionalUpdateHandler
{
    private static readonly FhirResponse OtherId = Outcomes.Of(400, IssueType.Invalid,
        "The id in the body is another than that of the one match.");

    private static readonly FhirResponse IdInUse = Outcomes.Of(409, IssueType.Conflict,
        "The condition matches nothing, and the id in the body belongs to a resource that does not meet it.");

    private static readonly FhirResponse NothingToMatch = Outcomes.Of(412, IssueType.Conflict,
        "If-Match names a version, and the condition matches nothing.");

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (WriteBody.Check(asking.Request) is { } unreadable)
            return unreadable;

        var request = asking.Request;
        if (!UpdateHandler.TryIfMatch(request.Headers.IfMatch, out var version))
            return UpdateHandler.BadIfMatch;

        var intake = WriteIntake.Take(asking, request.Body, request.Source);
        if (intake.Fault is not null)
            return intake.Fault.Answer;

        for (var attempt = 0; attempt < Limits.MaxWriteAttempts; attempt++)
        {
            await Attempts.Pause(attempt, asking.Stop);
            var look = ConditionLook.At(asking, most: 1);
            if (look.Fault is not null)
                return look.Fault.Answer;

            if (Prepare(asking, intake, look, version, out var operation) is { } refusal)
                return refusal;

            var commit = await asking.Home.Commit([intake.Secure(asking.Home, operation!)], asking.Stop);
            var result = commit.Results[0];
            if (result.Status == WriteStatus.AlreadyThere)
                return IdInUse;

            if (result.Status is not (WriteStatus.Stale or WriteStatus.IdTaken))
                return WriteAnswer.Of(result, asking.Home.BaseUrl, request.Preferences.Return, intake.Reading.Issues);
        }

        return Outcomes.Busy;
    }

    /// <summary>What the match, or its absence, asks for.</summary>
    private static FhirResponse? Prepare(
        in Asking asking, in WriteIntake intake, in ConditionLook look, int? version, out WriteOperation? operation)
    {
        var (home, grant, _, _) = asking;
        var table = intake.Reading.Table!;
        var sent = table.Root.TextOf("id");
        operation = null;
        if (look.Ids.Count == 1)
        {
            if (sent is not null && !string.Equals(sent, look.Ids[0], StringComparison.Ordinal))
                return OtherId;

            var ready = home.Store.Preparation.Prepare(table, look.Ids[0]);
            operation = WriteOperation.Update(
                grant, ready, new UpdateTerms { IfMatch = version, Condition = look.Exact(grant), MayCreate = false });
            return null;
        }

        if (version is not null)
            return NothingToMatch;

        if (sent is not null)
        {
            operation = WriteOperation.Update(grant, home.Store.Preparation.Prepare(table, sent), new UpdateTerms
            {
                Condition = look.Exact(grant),
                MustBeNew = true,
                MayCreate = home.Writes.UpdateCreates,
            });
            return null;
        }

        if (!Admit(asking, out var creation, out var refused))
            return refused;

        var created = home.Store.Preparation.Prepare(table, home.Ids.Next());
        operation = WriteOperation.Create(creation, created, look.Exact(creation));
        return null;
    }

    // To make a resource takes the right to create it, which depends on caller and type and on nothing stored.
    private static bool Admit(in Asking asking, out Grant grant, out FhirResponse? refused)
    {
        var admission = asking.Home.Gate.Admit(asking.Grant.Caller, Access.Create, asking.Request.Route.Type);
        var isAdmitted = admission.TryGetGrant(out grant!, out var refusal);
        refused = isAdmitted ? null : Outcomes.Refuse(refusal!.Issue);
        return isAdmitted;
    }
}
