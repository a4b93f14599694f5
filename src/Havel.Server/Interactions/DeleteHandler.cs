using Havel.Consent.Grants;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>DELETE [type]/[id], with <c>If-Match</c>. The history stays. Source:
/// https://hl7.org/fhir/R4/http.html#delete.</summary>
internal static class DeleteHandler
{
    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var (home, grant, request, stop) = asking;
        if (!UpdateHandler.TryIfMatch(request.Headers.IfMatch, out var version))
            return UpdateHandler.BadIfMatch;

        var commit = await home.Commit([Operation(home, grant, request.Route.Type, request.Route.Id, version)], stop);
        return WriteAnswer.Of(commit.Results[0], home.BaseUrl, request.Preferences.Return);
    }

    /// <summary>A deletion as the policy has it: what is referred to stays where references must lead
    /// somewhere.</summary>
    public static WriteOperation Operation(
        Deployment home, Grant grant, string type, string id, int? version, WriteCondition? condition = null)
    {
        var operation = WriteOperation.Delete(grant, type, id, version, condition);
        return home.Writes.Integrity == IntegrityMode.Enforce ? operation.KeepingReferred() : operation;
    }
}
