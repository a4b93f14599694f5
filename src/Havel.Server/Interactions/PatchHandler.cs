using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Patching;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>PATCH [type]/[id] and PATCH [type]?[condition]: the current version is read under the caller's grant,
/// changed, judged like any other resource, and written if it is still the current one; else all of it is done again.
/// Source: https://hl7.org/fhir/R4/http.html#patch.</summary>
internal static class PatchHandler
{
    private static readonly FhirResponse OtherVersion = Outcomes.Of(412, IssueType.Conflict,
        "If-Match names another version than the current one. Read the resource again.");

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var request = asking.Request;
        if (PatchDocument.Read(request, out var patch) is { } unreadable)
            return unreadable;

        if (!UpdateHandler.TryIfMatch(request.Headers.IfMatch, out var version))
            return UpdateHandler.BadIfMatch;

        for (var attempt = 0; attempt < Limits.MaxWriteAttempts; attempt++)
        {
            var id = request.Route.Id;
            WriteCondition? condition = null;
            if (id.Length == 0)
            {
                var look = ConditionLook.At(asking, most: 1);
                if (look.Refusal is not null || look.Ids.Count == 0)
                    return look.Refusal ?? Outcomes.NotFound;

                (id, condition) = (look.Ids[0], look.Exact(asking.Grant));
            }

            var change = Change(asking, id, version, patch!);
            if (change.Refusal is not null)
                return change.Refusal;

            var commit = await asking.Home.Commit([Operation(asking, change, id, condition)], asking.Stop);
            var result = commit.Results[0];
            var isBeaten = result.Status is WriteStatus.Stale or WriteStatus.VersionConflict or WriteStatus.NotFound;
            if (!isBeaten)
            {
                return WriteAnswer.Of(
                    result, asking.Home.BaseUrl, request.Preferences.Return, change.Intake.Reading.Issues);
            }
        }

        return Outcomes.Busy;
    }

    /// <summary>The resource of that id with the patch applied.</summary>
    /// <param name="asking">Who asks.</param>
    /// <param name="id">Which resource.</param>
    /// <param name="version">The version it must have; null for any.</param>
    /// <param name="patch">The patch.</param>
    public static PatchedResource Change(in Asking asking, string id, int? version, PatchDocument patch)
    {
        var read = asking.Home.Store.Read(asking.Grant, asking.Request.Route.Type, id);
        if (read.Status != ReadStatus.Found)
            return new PatchedResource(read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound);

        if (version is not null && version != read.Resource.Version)
            return new PatchedResource(OtherVersion);

        var before = ResourceParser.OfThread.Parse(read.Resource.Body).Table
            ?? throw new InvalidDataException($"The stored {asking.Request.Route.Type}/{id} does not parse.");
        var patched = patch.Apply(before);
        return patched.Fault is { } fault
            ? new PatchedResource(Outcomes.Refuse(fault) with { Status = patched.IsMalformed ? 400 : 422 })
            : new PatchedResource(null) { Body = patched.Body, Version = (int)read.Resource.Version }.Judge(asking, id);
    }

    private static WriteOperation Operation(
        in Asking asking, in PatchedResource change, string id, WriteCondition? condition)
    {
        var ready = asking.Home.Store.Preparation.Prepare(change.Intake.Reading.Table!, id);
        return change.Intake.Secure(asking.Home, WriteOperation.Update(asking.Grant, ready, new UpdateTerms
        {
            IfMatch = change.Version,
            Condition = condition,
            MayCreate = false,
            IsPatch = true,
        }));
    }
}
