using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Patching;

/// <summary>Reads the value of a FHIRPath Patch operation: any data type, a resource, or parts that name the elements
/// of a type that has no name of its own. Source: https://hl7.org/fhir/R4/fhirpatch.html#concept.</summary>
internal static class PatchValue
{
    private const string Prefix = "value";

    /// <summary>The way JSON names an element for the value that is to be put there: a choice is decided by the
    /// value's type.</summary>
    /// <param name="holder">The type that has the element.</param>
    /// <param name="name">The element: <c>value</c>, <c>value[x]</c> or <c>valueQuantity</c>.</param>
    /// <param name="part">The parameter that carries the value.</param>
    public static JsonProperty PropertyOf(TypeDefinition holder, string name, JsonObject part)
    {
        var bare = name.EndsWith("[x]", StringComparison.Ordinal) ? name[..^3] : name;
        if (holder.FindElement(bare) is not { } element)
        {
            return Find(holder, property => string.Equals(property.Name, name, StringComparison.Ordinal))
                ?? throw PatchFault.NotApplicable($"{holder.Name} has no element '{name}'.");
        }

        if (!element.IsChoice)
            return Find(holder, property => ReferenceEquals(property.Element, element))!;

        var type = TypeOf(part);
        return Find(holder, property => ReferenceEquals(property.Element, element) && IsNamed(property, element, type))
            ?? throw PatchFault.NotApplicable($"{element.Path} cannot be a {type ?? "value without a type"}.");
    }

    /// <summary>The value as JSON writes it in an element of that type.</summary>
    public static ElementValue Read(JsonObject part, JsonProperty target)
    {
        if (part["resource"] is { } resource)
            return new ElementValue(resource.DeepClone(), null);

        if (part["part"] is JsonArray parts)
            return new ElementValue(Gather(parts, target.Type), null);

        JsonNode? value = null;
        JsonNode? companion = null;
        foreach (var (name, node) in part)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
                value = node;
            else if (name.StartsWith("_" + Prefix, StringComparison.Ordinal))
                companion = node;
        }

        return value is null && companion is null
            ? throw PatchFault.Malformed("it must have a part 'value' with a value, a resource or parts.")
            : new ElementValue(value?.DeepClone(), companion?.DeepClone());
    }

    private static JsonObject Gather(JsonArray parts, TypeDefinition type)
    {
        var gathered = new JsonObject();
        foreach (var node in parts)
        {
            var part = node as JsonObject ?? throw PatchFault.Malformed("a part of the value is no object.");
            var name = part["name"]?.GetValue<string>() ?? string.Empty;
            var slot = new ElementSlot(gathered, PropertyOf(type, name, part));
            var values = slot.Read();
            if (values.Count > 0 && !slot.Property.Element.IsArray)
                throw PatchFault.NotApplicable($"{slot.Property.Element.Path} may be there once.");

            values.Add(Read(part, slot.Property));
            slot.Write(values);
        }

        return gathered;
    }

    /// <summary>The type that the name of the value says: <c>Quantity</c> for <c>valueQuantity</c>; null for parts and
    /// resources.</summary>
    private static string? TypeOf(JsonObject part)
    {
        foreach (var (name, _) in part)
        {
            var bare = name.TrimStart('_');
            if (bare.StartsWith(Prefix, StringComparison.Ordinal) && bare.Length > Prefix.Length)
                return bare[Prefix.Length..];
        }

        return null;
    }

    private static bool IsNamed(JsonProperty property, ElementDefinition element, string? type) =>
        string.Equals(property.Name[element.Name.Length..], type, StringComparison.Ordinal);

    private static JsonProperty? Find(TypeDefinition type, Predicate<JsonProperty> fits)
    {
        foreach (var property in type.Properties)
        {
            if (fits(property))
                return property;
        }

        return null;
    }
}
