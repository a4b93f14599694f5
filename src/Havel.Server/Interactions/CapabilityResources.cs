using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Packages;
using Havel.Fhir.Search;
using Havel.Server.Operations;
using Havel.Server.Routing;
using Havel.Server.Writes;

namespace Havel.Server.Interactions;

/// <summary>Writes <c>CapabilityStatement.rest.resource</c>.</summary>
internal sealed class CapabilityResources
{
    private const OperationLevels OnTypes = OperationLevels.Type | OperationLevels.Instance;

    private readonly Deployment _home;
    private readonly Routes _routes;
    private readonly SearchCatalog _catalog;
    private readonly ILookup<string, string> _profiles;
    private readonly Dictionary<string, List<string>> _referrers;

    public CapabilityResources(Deployment home)
    {
        _home = home;
        _catalog = home.Store.Catalog;
        _routes = new Routes(home.Types);
        _referrers = home.Types.Names.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var (source, parameter) in home.Types.Names.SelectMany(
            type => _catalog.ReferencesOf(type).Select(parameter => (type, parameter))))
        {
            foreach (var target in parameter.Targets)
            {
                if (_referrers.TryGetValue(target, out var list))
                    list.Add($"{source}:{parameter.Code}");
            }
        }

        _profiles = home.Conformance.Packages.Where(package => !package.IsEmbedded)
            .SelectMany(package => package.Resources)
            .Where(resource => resource.ResourceType is "StructureDefinition")
            .Select(resource => (Type: TypeOf(resource), resource.Url))
            .Where(pair => pair.Type.Length > 0)
            .ToLookup(pair => pair.Type, pair => pair.Url, StringComparer.Ordinal);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("resource");
        foreach (var type in _home.Types.Names)
            Write(json, type);

        json.WriteEndArray();
    }

    public static void WriteParameters(
        Utf8JsonWriter json, SearchCatalog catalog, IReadOnlyList<SearchParameter> parameters)
    {
        if (parameters.Count == 0)
            return;

        json.WriteStartArray("searchParam");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Code);
            json.WriteString("definition", parameter.Url);
            json.WriteString("type", parameter.Kind.ToString().ToLowerInvariant());
            if (Documentation(catalog, parameter) is { Length: > 0 } text)
                json.WriteString("documentation", text);

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteOperations(Utf8JsonWriter json, string baseUrl, IEnumerable<Operation> operations)
    {
        var isOpen = false;
        foreach (var operation in operations)
        {
            if (!isOpen)
                json.WriteStartArray("operation");

            isOpen = true;
            json.WriteStartObject();
            json.WriteString("name", operation.Name[1..]);
            json.WriteString("definition", OwnOperations.AddressOf(operation, baseUrl));
            json.WriteEndObject();
        }

        if (isOpen)
            json.WriteEndArray();
    }

    public static void WriteCodes(Utf8JsonWriter json, string name, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var code in codes)
            json.WriteStringValue(code);

        json.WriteEndArray();
    }

    public static void WriteInteractions(Utf8JsonWriter json, IReadOnlyList<string> codes)
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

    private void Write(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("profile", "http://hl7.org/fhir/StructureDefinition/" + type);
        WriteCodes(
            json, "supportedProfile",
            [.. _profiles[type].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        WriteInteractions(json, RestAbilities.CodesOf(_routes, RestAbilities.OfType, type));
        json.WriteString("versioning", "versioned-update");
        json.WriteBoolean("readHistory", true);
        json.WriteBoolean("updateCreate", _home.Writes.UpdateCreates);
        json.WriteBoolean("conditionalCreate", true);
        json.WriteString("conditionalRead", "full-support");
        json.WriteBoolean("conditionalUpdate", RestAbilities.Has(_routes, RestAbilities.ConditionalUpdate, type));
        json.WriteString(
            "conditionalDelete",
            RestAbilities.Has(_routes, RestAbilities.ConditionalDelete, type)
                ? Of(_home.Writes.ConditionalDelete) : "not-supported");
        WriteCodes(
            json, "referencePolicy",
            _home.Writes.Integrity == IntegrityMode.Enforce
                ? ["literal", "logical", "local", "enforced"] : ["literal", "logical", "local"]);
        var references = _catalog.ReferencesOf(type);
        WriteCodes(
            json, "searchInclude",
            references.Count == 0 ? [] : ["*", .. references.Select(parameter => $"{type}:{parameter.Code}")]);
        WriteCodes(json, "searchRevInclude", _referrers[type]);
        WriteParameters(json, _catalog, _catalog.ParametersOf(type));
        WriteOperations(
            json, _home.BaseUrl, OperationTable.All.Where(operation => operation.IsAt(OnTypes, type)));
        json.WriteEndObject();
    }

    private static string Of(MatchPolicy policy) => policy switch
    {
        MatchPolicy.None => "not-supported",
        MatchPolicy.Single => "single",
        _ => "multiple",
    };

    /// <summary>The resource type that a profile is of; empty for extensions and data types.</summary>
    private static string TypeOf(ConformanceResource resource) =>
        resource.Parse() is { } table && table.Root.TextOf("kind") is "resource"
        && table.Root.TextOf("derivation") is "constraint"
            ? table.Root.TextOf("type") ?? ""
            : "";

    private static string Documentation(SearchCatalog catalog, SearchParameter parameter)
    {
        var modifiers = ModifierList.Of(catalog, parameter);
        var text = modifiers.Count == 0 ? "" : $"Modifiers: {string.Join(", ", modifiers)}.";
        if (parameter.Kind is SearchParameterKind.Date or SearchParameterKind.Number or SearchParameterKind.Quantity)
            text += " Prefixes: eq, ne, gt, lt, ge, le, sa, eb, ap.";
        else if (parameter is { Kind: SearchParameterKind.Reference, IsCanonical: false })
            text += " Can be chained, and by _has the other way round.";

        return text.Trim();
    }
}
