using System.Text.Json;
using Havel.Server.Interactions;
using Havel.Server.Responses;
using Havel.Store.Parameters;

namespace Havel.Server.Conformance;

/// <summary>GET [base]/$index-status: the custom search parameters and how far they are. How many resources that took
/// is told to the deployment alone: the numbers count what others have hidden.</summary>
internal static class IndexStatusHandler
{
    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        var home = asking.Home;
        await home.SearchParameters.Settled;
        var progress = home.Store.Progress(home.Background("index-status", "tells how far search parameters are"));
        return new FhirResponse(200)
        {
            Body = JsonBytes.Write(json => Write(
                json, progress, home.SearchParameters.Refused, asking.Grant.IsUnrestricted)),
        };
    }

    private static void Write(
        Utf8JsonWriter json,
        IReadOnlyList<ParameterProgress> progress,
        IReadOnlyList<RefusedParameter> refused,
        bool withNumbers)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        if (progress.Count + refused.Count > 0)
        {
            json.WriteStartArray("parameter");
            foreach (var one in progress.OrderBy(one => one.Definition.Url, StringComparer.Ordinal))
            {
                if (withNumbers || one.State != ParameterState.Retired)
                    Write(json, one, withNumbers);
            }

            foreach (var one in refused)
                Write(json, one);

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ParameterProgress one, bool withNumbers)
    {
        Begin(json, one.Definition.Url, one.State switch
        {
            ParameterState.Indexing => "indexing",
            ParameterState.Ready => "active",
            _ => "removing",
        });
        Part(json, "code", one.Definition.Code);
        foreach (var type in one.Definition.BaseTypes)
            Part(json, "base", type);

        if (withNumbers && one.State == ParameterState.Indexing)
        {
            Part(json, "done", one.Done);
            Part(json, "left", one.Left);
        }

        End(json);
    }

    private static void Write(Utf8JsonWriter json, RefusedParameter one)
    {
        Begin(json, one.Url, "refused");
        if (one.PackageId is { } package)
            Part(json, "package", package);

        foreach (var issue in one.Issues)
            Part(json, "reason", issue.Message);

        End(json);
    }

    private static void Begin(Utf8JsonWriter json, string url, string state)
    {
        json.WriteStartObject();
        json.WriteString("name", "searchParameter");
        json.WriteStartArray("part");
        if (url.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("name", "url");
            json.WriteString("valueUri", url);
            json.WriteEndObject();
        }

        Part(json, "state", state);
    }

    private static void Part(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }

    /// <summary>As a decimal: FHIR's integer ends at 2^31.</summary>
    private static void Part(Utf8JsonWriter json, string name, long value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("valueDecimal", value);
        json.WriteEndObject();
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
