using System.Globalization;
using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>Reads one element of a snapshot. Source: https://hl7.org/fhir/R4/elementdefinition.html.</summary>
internal static class ElementReading
{
    private const string SystemTypes = "http://hl7.org/fhirpath/";
    private const string TypeExtension = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";
    private const string RegexExtension = "http://hl7.org/fhir/StructureDefinition/regex";

    public static TypeModel BackboneType(JsonElement element)
    {
        var baseName = element.Items("type").Single().Text("code");
        return new TypeModel(element.Text("path"), TypeKind.Backbone, PrimitiveKind.None, IsAbstract: false, baseName)
        {
            Invariants = Invariants(element),
        };
    }

    public static ElementModel Element(JsonElement element, bool isBackbone)
    {
        var path = element.Text("path");
        var name = path[(path.LastIndexOf('.') + 1)..];
        var isChoice = name.EndsWith("[x]", StringComparison.Ordinal);
        var types = isBackbone ? [path] : Types(element);
        if (!isChoice && types.Length != 1)
            throw new InvalidDataException($"{path} has {types.Length} types.");

        return new ElementModel(
            isChoice ? name[..^3] : name,
            isChoice,
            element.Flag("isSummary"),
            element.Flag("isModifier"),
            element.GetProperty("min").GetInt32(),
            element.Text("max") is "*" ? 0 : int.Parse(element.Text("max"), CultureInfo.InvariantCulture))
        {
            Types = types,
            Targets = Targets(element),
            Binding = Binding(element),
            Invariants = Invariants(element),
        };
    }

    public static List<ElementInvariant> Invariants(JsonElement element) =>
        [.. element.Items("constraint")
            .Where(rule => rule.Text("expression").Length > 0)
            .Select(Invariant)];

    public static string Regex(JsonElement element) =>
        element.Items("type").SelectMany(type => type.Items("extension"))
            .Where(extension => extension.Text("url") == RegexExtension)
            .Select(extension => extension.Text("valueString"))
            .FirstOrDefault(string.Empty);

    private static ElementInvariant Invariant(JsonElement rule) =>
        new(rule.Text("key"), rule.Text("severity") == "error", rule.Text("expression"));

    private static string[] Types(JsonElement element) =>
        element.Text("contentReference") is { Length: > 1 } reference
            ? [reference[1..]]
            : [.. element.Items("type").Select(type => TypeName(element, type))];

    /// <summary>Ids and urls have FHIRPath's own System.String as type, with the FHIR type beside it. For the id of a
    /// resource 4.0.1 says string there by mistake (https://hl7.org/fhir/R4/resource.html#Resource has id).</summary>
    private static string TypeName(JsonElement element, JsonElement type)
    {
        var code = type.Text("code");
        if (!code.StartsWith(SystemTypes, StringComparison.Ordinal))
            return code;

        if (element.GetProperty("base").Text("path") == "Resource.id")
            return "id";

        return type.Items("extension").Single(extension => extension.Text("url") == TypeExtension).Text("valueUrl");
    }

    private static string[] Targets(JsonElement element)
    {
        var profiles = element.Items("type").SelectMany(type => type.Texts("targetProfile"));
        var names = profiles.Select(JsonReading.LastSegment).Distinct(StringComparer.Ordinal).ToArray();
        return names.Contains("Resource", StringComparer.Ordinal) ? [] : names;
    }

    /// <summary>A binding without value set only says in prose where codes come from: no machine fact.</summary>
    private static ElementBinding? Binding(JsonElement element)
    {
        if (!element.TryGetProperty("binding", out var binding) || binding.Text("valueSet").Length == 0)
            return null;

        var strength = Enum.Parse<BindingStrength>(binding.Text("strength"), ignoreCase: true);
        return new ElementBinding(strength, JsonReading.WithoutVersion(binding.Text("valueSet")));
    }
}
