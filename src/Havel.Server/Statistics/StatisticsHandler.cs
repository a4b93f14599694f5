using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Statistics;

namespace Havel.Server.Statistics;

/// <summary>GET [base]/$stats: what the store holds. For the deployment alone, since the numbers count what others have
/// hidden.</summary>
internal static class StatisticsHandler
{
    private static readonly FhirResponse OnlyTheDeployment = Outcomes.Of(403, IssueType.Forbidden,
        "The store is counted for the deployment alone.");

    private static readonly FhirResponse TooLarge = Outcomes.Of(400, IssueType.TooCostly,
        "The store is too large to be counted within a request. Use havel stats.");

    public static ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (!asking.Grant.IsUnrestricted)
            return new ValueTask<FhirResponse>(OnlyTheDeployment);

        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return new ValueTask<FhirResponse>(refusal);

        var counted = asking.Home.Store.Count(asking.Grant, parameters.Text("rows") is "true");
        return new ValueTask<FhirResponse>(counted is null ? TooLarge : new FhirResponse(200)
        {
            Body = JsonBytes.Write(json => Write(json, counted)),
        });
    }

    private static void Write(Utf8JsonWriter json, StoreStatistics counted)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
        Write(json, "resources", counted.Resources);
        Write(json, "deleted", counted.Deleted);
        Write(json, "olderVersions", counted.OlderVersions);
        Write(json, "bytes", counted.Bytes);
        Write(json, "indexRows", counted.IndexRows);
        foreach (var other in counted.Others)
            Write(json, other.Name, other.Count);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<NamedCount> counts)
    {
        if (counts.Count == 0)
            return;

        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("part");
        foreach (var one in counts)
            Write(json, one.Name, one.Count);

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
