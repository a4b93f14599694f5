using System.Text.Json.Nodes;

namespace Havel.Fhir.Tests.Terminology.Suite;

/// <summary>The suite expects the form of R5. This turns the extensions by which R4 carries R5's elements into those
/// elements, as the suite's own runner does. Source: https://hl7.org/fhir/R5/versions.html#extensions.</summary>
internal static class CrossVersion
{
    private const string Base = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.";

    public static JsonNode ToR5(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                ToR5(item!);
        }
        else if (node is JsonObject element)
        {
            foreach (var (_, value) in element.ToList())
            {
                if (value is not null)
                    ToR5(value);
            }

            if (element["extension"] is JsonArray extensions)
                Lift(element, extensions);
        }

        return node;
    }

    private static void Lift(JsonObject element, JsonArray extensions)
    {
        var lifted = new JsonArray();
        foreach (var extension in extensions.ToList())
        {
            if (extension!["url"]!.GetValue<string>() is not (Base + "property" or Base + "contains.property"))
                continue;

            extensions.Remove(extension);
            var property = new JsonObject();
            foreach (var part in extension["extension"]!.AsArray())
            {
                var (name, value) = part!.AsObject().Single(
                    member => member.Key.StartsWith("value", StringComparison.Ordinal));
                var url = part["url"]!.GetValue<string>();
                property[url is "value" ? name : url] = value!.DeepClone();
            }

            lifted.Add((JsonNode)property);
        }

        if (lifted.Count > 0)
            element["property"] = lifted;
        if (extensions.Count == 0)
            element.Remove("extension");
    }
}
