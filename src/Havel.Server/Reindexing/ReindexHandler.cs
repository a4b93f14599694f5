using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Reindexing;

namespace Havel.Server.Reindexing;

/// <summary>POST [base]/$reindex and [base]/[type]/$reindex: index rows derived again while the store is used, by the
/// deployment alone. How far it is, the job's status says.</summary>
internal static class ReindexHandler
{
    private static readonly FhirResponse OnlyTheDeployment = Outcomes.Of(403, IssueType.Forbidden,
        "Reindexing is for the deployment alone.");

    private static readonly FhirResponse Unknown = Outcomes.Of(400, IssueType.NotFound,
        "There is no such search parameter.");

    private static readonly FhirResponse Another = Outcomes.Of(409, IssueType.Conflict,
        "Another reindexing is under way. Wait for it, or give it up.");

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (!asking.Grant.IsUnrestricted)
            return OnlyTheDeployment;

        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var type = asking.Request.Route.Type;
        var scope = new ReindexScope(type.Length == 0 ? null : type, parameters.Text("parameter"));
        var store = asking.Home.Store;
        if (!store.CanReindex(asking.Grant, scope))
            return Unknown;

        var done = await store.ReindexAsync(asking.Grant, scope, tell: null, asking.Stop);
        return done is null ? Another : new FhirResponse(200)
        {
            Body = JsonBytes.Write(json => Write(json, done)),
        };
    }

    private static void Write(Utf8JsonWriter json, ReindexProgress done)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
        Write(json, "resources", done.Done);
        Write(json, "mended", done.Mended);
        Write(json, "removed", done.Removed);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As a decimal: FHIR's integer ends at 2^31.</summary>
    private static void Write(Utf8JsonWriter json, string name, long count)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("valueDecimal", count);
        json.WriteEndObject();
    }
}
