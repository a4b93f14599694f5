using Havel.Fhir.Parsing;
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
    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var request = asking.Request;
        if (PatchDocument.Read(request, out var patch) is { } unreadable)
        {
            var kinds = unreadable.Status == 415 ? PatchDocument.MediaTypesRead : null;
            return unreadable.Answer with { AcceptPatch = kinds };
        }

        if (!UpdateHandler.TryIfMatch(request.Headers.IfMatch, out var version))
            return UpdateHandler.BadIfMatch;

        for (var attempt = 0; attempt < Limits.MaxWriteAttempts; attempt++)
        {
            await Attempts.Pause(attempt, asking.Stop);
            var id = request.Route.Id;
            WriteCondition? condition = null;
            if (id.Length == 0)
            {
                var look = ConditionLook.At(asking, most: 1);
                if (look.Fault is not null || look.Ids.Count == 0)
                    return (look.Fault ?? WriteFault.NotFound).Answer;

                (id, condition) = (look.Ids[0], look.Exact(asking.Grant));
            }

            var change = Change(asking, id, version, patch!);
            if (change.Fault is not null)
                return change.Fault.Answer;

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
    /// <param name="resolve">What references and links come to; null where they stay as they are.</param>
    public static PatchedResource Change(
        in Asking asking, string id, int? version, PatchDocument patch, Func<string, bool, string?>? resolve = null)
    {
        var read = asking.Home.Store.ReadWritten(asking.Grant, asking.Request.Route.Type, id);
        if (read.Status != ReadStatus.Found)
            return new PatchedResource(read.Status == ReadStatus.Gone ? WriteFault.Gone : WriteFault.NotFound);

        if (version is not null && version != read.Resource.Version)
            return new PatchedResource(WriteFault.OtherVersion);

        var before = ResourceParser.OfThread.Parse(read.Resource.Body).Table
            ?? throw new InvalidDataException($"The stored {asking.Request.Route.Type}/{id} does not parse.");
        var patched = patch.Apply(before);
        return patched.Fault is { } fault
            ? new PatchedResource(new WriteFault([fault], patched.IsMalformed ? 400 : 422))
            : new PatchedResource(null) { Body = patched.Body, Version = (int)read.Resource.Version }
                .Judge(asking, id, resolve);
    }

    /// <summary>The write of a changed resource, if the version it was made of is still the current one.</summary>
    public static WriteOperation Operation(
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
