using System.Text.Json;
using Havel.Fhir.Search;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Server.Routing;

namespace Havel.Server.Interactions;

/// <summary>GET metadata: what is really there, read from the same catalog, routes and tables that requests
/// meet. Source: https://hl7.org/fhir/R4/capabilitystatement.html.</summary>
internal static class CapabilitiesHandler
{
    /// <summary>The day the statement's form last changed, not the day it is asked: equal questions get equal
    /// answers.</summary>
    public const string Date = "2026-11-23";

    private const string CompartmentBase = "http://hl7.org/fhir/CompartmentDefinition/";

    /// <summary>It tells of the program and of what conformance resources made of it, and never of anybody's
    /// data.</summary>
    public static FhirResponse Make(Deployment home) => new(200)
    {
        Body = JsonBytes.Write(json => Write(json, home)),
    };

    /// <summary>What this statement and the one of terminology begin with.</summary>
    public static void WriteHead(Utf8JsonWriter json, Deployment home, string resourceType, string title)
    {
        json.WriteString("resourceType", resourceType);
        json.WriteString("url", $"{home.BaseUrl}/metadata");
        json.WriteString("version", Version);
        json.WriteString("name", "Havel" + resourceType);
        json.WriteString("title", title);
        json.WriteString("status", "active");
        json.WriteString("date", Date);
        json.WriteString("kind", "instance");
        json.WriteStartObject("software");
        json.WriteString("name", "Havel");
        json.WriteString("version", Version);
        json.WriteEndObject();
        json.WriteStartObject("implementation");
        json.WriteString("description", "Havel: health data where the patient's decision is part of every query");
        json.WriteString("url", home.BaseUrl);
        json.WriteEndObject();
    }

    private static string Version => typeof(CapabilitiesHandler).Assembly.GetName().Version!.ToString(3);

    private static void Write(Utf8JsonWriter json, Deployment home)
    {
        json.WriteStartObject();
        WriteHead(json, home, "CapabilityStatement", "What this server can do");
        json.WriteString("fhirVersion", "4.0.1");
        CapabilityResources.WriteCodes(
            json, "format", ["application/fhir+json", "application/fhir+xml", "json", "xml"]);
        CapabilityResources.WriteCodes(
            json, "patchFormat",
            PatchDocument.MediaTypesRead.Split(", "));

        json.WriteStartArray("rest");
        WriteRest(json, home);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter json, Deployment home)
    {
        json.WriteStartObject();
        json.WriteString("mode", "server");
        json.WriteString("documentation",
            "Searches, operations and batches can be answered later: Prefer: respond-async. "
            + "GET metadata?mode=terminology tells of code systems.");
        json.WriteStartObject("security");
        json.WriteBoolean("cors", false);
        json.WriteString("description",
            "Every request but this one needs a bearer token of the built-in issuer (ES384). What a patient has closed "
            + "to the caller does not exist for the caller: in no row, count, link or history.");
        json.WriteEndObject();
        new CapabilityResources(home).Write(json);
        CapabilityResources.WriteInteractions(
            json, RestAbilities.CodesOf(new Routes(home.Types), RestAbilities.OfSystem, ""));
        CapabilityResources.WriteParameters(
            json, home.Store.Catalog, home.Store.Catalog.ParametersOf(SearchCatalog.AnyType));
        CapabilityResources.WriteOperations(
            json, home.BaseUrl,
            OperationTable.All.Where(operation => operation.IsAt(OperationLevels.System, null)));
        CapabilityResources.WriteCodes(
            json, "compartment",
            [.. home.Types.Compartments.Select(type => CompartmentBase + type.ToLowerInvariant())]);
        json.WriteEndObject();
    }
}
