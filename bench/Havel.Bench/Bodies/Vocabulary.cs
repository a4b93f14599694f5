using System.Text;
using Havel.Fhir.Definitions;

namespace Havel.Bench.Bodies;

/// <summary>What the definitions alone say that resources will hold: the names of elements as JSON writes them.
/// It is why a dictionary helps with types and data that nobody has learned from.</summary>
internal static class Vocabulary
{
    /// <summary>The names within a resource type.</summary>
    public static byte[] Of(string type)
    {
        var text = new StringBuilder($"{{\"resourceType\":\"{type}\",\"id\":\"");
        foreach (var within in FhirDefinitions.R4.Types)
        {
            if (within.Name == type || within.Name.StartsWith(type + ".", StringComparison.Ordinal))
                Add(text, within);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The names within all data types.</summary>
    public static byte[] OfDataTypes()
    {
        var text = new StringBuilder();
        foreach (var type in FhirDefinitions.R4.Types)
        {
            if (type.Kind == TypeKind.Complex && !type.Name.StartsWith("ElementDefinition", StringComparison.Ordinal))
                Add(text, type);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Add(StringBuilder text, TypeDefinition type)
    {
        var before = text.ToString();
        foreach (var property in type.Properties)
        {
            if (property.Name is "id" or "extension" or "modifierExtension" or "contained" or "implicitRules")
                continue;

            var phrase = $",\"{property.Name}\":{Opening(property)}";
            if (!before.Contains(phrase, StringComparison.Ordinal))
                text.Append(phrase);
        }
    }

    private static string Opening(JsonProperty property)
    {
        var value = property.Type.Kind switch
        {
            TypeKind.Primitive when property.Type.Name is "boolean" or "integer" or "decimal"
                or "positiveInt" or "unsignedInt" => "",
            TypeKind.Primitive => "\"",
            _ when property.Type.Name == "CodeableConcept" => "{\"coding\":[{\"system\":\"",
            _ when property.Type.Name == "Reference" => "{\"reference\":\"",
            _ => "{\"",
        };
        return property.Element.Max == 1 ? value : "[" + value;
    }
}
