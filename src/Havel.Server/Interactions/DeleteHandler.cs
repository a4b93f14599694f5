using Havel.Fhir.Issues;
using Havel.Server.Responses;
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
            return Outcomes.Of(
                400, IssueType.Invalid, "If-Match must be an entity tag of this server, such as W/\"3\".");

        var operation = WriteOperation.Delete(grant, request.Route.Type, request.Route.Id, version);
        var commit = await home.Commit([operation], stop);
        return WriteAnswer.Of(commit.Results[0], home.BaseUrl, request.Preferences.Return);
    }
}
