using System.Text.Json;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>GET metadata?mode=terminology: which code systems are known, and what can be asked of them.
/// Source: https://hl7.org/fhir/R4/terminologycapabilities.html.</summary>
internal static class TerminologyCapabilities
{
    private static readonly string[] ExpansionParameters =
        ["url", "valueSet", "filter", "count", "offset", "displayLanguage", "includeDesignations", "activeOnly"];

    public static FhirResponse Make(Deployment home) => new(200)
    {
        Body = JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            CapabilitiesHandler.WriteHead(json, home, "TerminologyCapabilities", "What this server knows of codes");
            WriteSystems(json, home);
            WriteExpansion(json);
            json.WriteString("codeSearch", "all");
            json.WriteStartObject("validateCode");
            json.WriteBoolean("translations", true);
            json.WriteEndObject();
            json.WriteStartObject("translation");
            json.WriteBoolean("needsMap", true);
            json.WriteEndObject();
            json.WriteEndObject();
        }),
    };

    private static void WriteSystems(Utf8JsonWriter json, Deployment home)
    {
        var systems = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var resource in home.Conformance.Current.Catalog.All("CodeSystem"))
            Add(systems, resource.Url, resource.Version);

        foreach (var entry in home.Systems.All)
            Add(systems, entry.Head.Url, entry.Head.Version);

        json.WriteStartArray("codeSystem");
        foreach (var (url, versions) in systems)
        {
            json.WriteStartObject();
            json.WriteString("uri", url);
            if (versions.Count > 0)
            {
                json.WriteStartArray("version");
                foreach (var version in versions)
                {
                    json.WriteStartObject();
                    json.WriteString("code", version);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteBoolean("subsumption", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Add(SortedDictionary<string, SortedSet<string>> systems, string url, string? version)
    {
        if (url.Length == 0)
            return;

        if (!systems.TryGetValue(url, out var versions))
            systems[url] = versions = new SortedSet<string>(StringComparer.Ordinal);

        if (version is { Length: > 0 })
            versions.Add(version);
    }

    private static void WriteExpansion(Utf8JsonWriter json)
    {
        json.WriteStartObject("expansion");
        json.WriteBoolean("hierarchical", false);
        json.WriteBoolean("paging", true);
        json.WriteBoolean("incomplete", false);
        json.WriteStartArray("parameter");
        foreach (var parameter in ExpansionParameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
