using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Server.Operations;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>GET metadata: what is really there, read from the same catalog and the same list of types that requests
/// meet. Source: https://hl7.org/fhir/R4/capabilitystatement.html.</summary>
internal static class CapabilitiesHandler
{
    private const string CompartmentBase = "http://hl7.org/fhir/CompartmentDefinition/";

    private const OperationLevels OnTypes = OperationLevels.Type | OperationLevels.Instance;

    private static readonly string[] OnType =
    [
        "read", "vread", "update", "delete", "history-instance", "history-type", "create", "search-type",
    ];

    private static readonly string[] OnSystem = ["transaction", "batch", "search-system", "history-system"];

    /// <summary>It tells of the program and of what conformance resources made of it, and never of anybody's
    /// data.</summary>
    public static FhirResponse Make(Deployment home) => new(200)
    {
        Body = JsonBytes.Write(json => Write(json, home)),
    };

    private static void Write(Utf8JsonWriter json, Deployment home)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "CapabilityStatement");
        json.WriteString("status", "active");

        // The day this statement's form last changed, not the day it is asked: equal questions get equal answers.
        json.WriteString("date", "2026-11-22");
        json.WriteString("kind", "instance");
        json.WriteStartObject("software");
        json.WriteString("name", "Havel");
        json.WriteString("version", typeof(CapabilitiesHandler).Assembly.GetName().Version!.ToString(3));
        json.WriteEndObject();
        json.WriteStartObject("implementation");
        json.WriteString("description", "Havel: health data where the patient's decision is part of every query");
        json.WriteString("url", home.BaseUrl);
        json.WriteEndObject();
        json.WriteString("fhirVersion", "4.0.1");
        WriteCodes(json, "format", ["application/fhir+json", "application/fhir+xml", "json", "xml"]);
        json.WriteStartArray("rest");
        WriteRest(json, home);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter json, Deployment home)
    {
        json.WriteStartObject();
        json.WriteString("mode", "server");
        json.WriteStartObject("security");
        json.WriteString("description",
            "Every request but this one needs a bearer token of the built-in issuer (ES384). What a patient has closed "
            + "to the caller does not exist for the caller: in no row, count, link or history.");
        json.WriteEndObject();
        json.WriteStartArray("resource");
        foreach (var type in home.Types.Names)
            WriteResource(json, type, home.Store.Catalog);

        json.WriteEndArray();
        WriteInteractions(json, OnSystem);
        WriteOperations(json, OperationTable.All.Where(operation => operation.IsAt(OperationLevels.System, null)));
        WriteCodes(
            json, "compartment",
            [.. home.Types.Compartments.Select(type => CompartmentBase + type.ToLowerInvariant())]);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, string type, SearchCatalog catalog)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("profile", "http://hl7.org/fhir/StructureDefinition/" + type);
        WriteInteractions(json, OnType);
        json.WriteString("versioning", "versioned-update");
        json.WriteBoolean("readHistory", true);
        json.WriteBoolean("updateCreate", true);
        json.WriteBoolean("conditionalCreate", true);
        json.WriteString("conditionalRead", "full-support");
        json.WriteBoolean("conditionalUpdate", false);
        json.WriteString("conditionalDelete", "not-supported");
        WriteCodes(json, "referencePolicy", ["literal", "logical", "local"]);
        WriteCodes(
            json, "searchInclude", [.. catalog.ReferencesOf(type).Select(parameter => $"{type}:{parameter.Code}")]);
        WriteParameters(json, catalog.ParametersOf(type));
        WriteOperations(json, OperationTable.All.Where(operation => operation.IsAt(OnTypes, type)));
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, IReadOnlyList<SearchParameter> parameters)
    {
        if (parameters.Count == 0)
            return;

        json.WriteStartArray("searchParam");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Code);
            json.WriteString("definition", parameter.Url);
            json.WriteString("type", Kind(parameter.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOperations(Utf8JsonWriter json, IEnumerable<Operation> operations)
    {
        var isOpen = false;
        foreach (var operation in operations)
        {
            if (!isOpen)
                json.WriteStartArray("operation");

            isOpen = true;
            json.WriteStartObject();
            json.WriteString("name", operation.Name[1..]);
            json.WriteString("definition", operation.Definition);
            json.WriteEndObject();
        }

        if (isOpen)
            json.WriteEndArray();
    }

    private static void WriteInteractions(Utf8JsonWriter json, string[] codes)
    {
        json.WriteStartArray("interaction");
        foreach (var code in codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, string[] codes)
    {
        if (codes.Length == 0)
            return;

        json.WriteStartArray(name);
        foreach (var code in codes)
            json.WriteStringValue(code);

        json.WriteEndArray();
    }

    private static string Kind(SearchParameterKind kind) => kind.ToString().ToLowerInvariant();
}
