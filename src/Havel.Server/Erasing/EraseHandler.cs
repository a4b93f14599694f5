using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Erasing;
using Havel.Store.Reading;

namespace Havel.Server.Erasing;

/// <summary><c>[type]/[id]/$expunge</c> and <c>[type]/[id]/_history/[version]/$expunge</c>: erasure with all traces, by
/// the deployment alone. Source: General Data Protection Regulation, Article 17.</summary>
internal static class EraseHandler
{
    /// <summary>What <c>scope</c> can be.</summary>
    public const string Scopes =
        "resource (unless said otherwise): it and its history; versions: its older versions; record: of a Patient, all "
        + "that is theirs alone. On a version it is that version, which must not be the current one.";

    private static readonly FhirResponse OnlyTheDeployment = Outcomes.Of(403, IssueType.Forbidden,
        "Erasure is for the deployment alone.");

    private static readonly FhirResponse UnknownScope =
        Outcomes.Of(400, IssueType.Value, "The parameter scope is one of: " + Scopes);

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (!asking.Grant.IsUnrestricted)
            return OnlyTheDeployment;

        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var route = asking.Request.Route;
        var read = asking.Home.Store.ReadWritten(asking.Grant, route.Type, route.Id);
        if (read.Status == ReadStatus.NotFound)
            return Outcomes.NotFound;

        var erasing = new ErasureRun(asking);
        return (route.Version.Length, parameters.Text("scope") ?? "resource") switch
        {
            (> 0, _) => await OfVersion(asking, read),
            (_, "resource") => await erasing.Resources([(route.Type, route.Id)], []),
            (_, "versions") => await erasing.Versions(route.Type, route.Id, null),
            (_, "record") when route.Type is "Patient" => await erasing.Record($"Patient/{route.Id}"),
            _ => UnknownScope,
        };
    }

    /// <summary>What was removed, and what was left because it is others' too.</summary>
    public static FhirResponse Report(ErasureCount count, IReadOnlyList<(string Type, string Id)> left) => new(200)
    {
        Body = JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            Write(json, "resources", count.Resources);
            Write(json, "versions", count.Versions);
            foreach (var (type, id) in left)
            {
                json.WriteStartObject();
                json.WriteString("name", "left");
                json.WriteStartObject("valueReference");
                json.WriteString("reference", $"{type}/{id}");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }),
    };

    private static async ValueTask<FhirResponse> OfVersion(Asking asking, ReadResult read)
    {
        var route = asking.Request.Route;
        if (!int.TryParse(route.Version, System.Globalization.NumberStyles.None, null, out var version) || version < 1)
            return Outcomes.NotFound;

        return version == read.Resource.Version
            ? Outcomes.Of(
                409, IssueType.Conflict, "This is the current version. Write another one first, or erase the resource.")
            : await new ErasureRun(asking).Versions(route.Type, route.Id, version);
    }

    private static void Write(Utf8JsonWriter json, string name, int number)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("valueInteger", number);
        json.WriteEndObject();
    }
}
