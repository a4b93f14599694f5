using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Havel.Fhir.Definitions;
using JsonProperty = Havel.Fhir.Definitions.JsonProperty;

namespace Havel.Fhir.Tests.FhirPath.Suite;

/// <summary>Turns the suite's XML inputs into JSON, as far as those few files need it.</summary>
internal static class XmlResource
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    public static byte[] ToJson(string xml)
    {
        var root = XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            WriteResource(writer, root);
        return stream.ToArray();
    }

    private static void WriteResource(Utf8JsonWriter writer, XElement element)
    {
        var type = FhirDefinitions.R4.FindType(element.Name.LocalName)!;
        writer.WriteStartObject();
        writer.WriteString("resourceType", type.Name);
        WriteMembers(writer, element, type);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, XElement element, TypeDefinition type)
    {
        foreach (var attribute in element.Attributes().Where(each => each.Name.LocalName is "id" or "url"))
            writer.WriteString(attribute.Name.LocalName, attribute.Value);

        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            var property = type.FindProperty(System.Text.Encoding.UTF8.GetBytes(group.Key))
                ?? throw new InvalidDataException($"{type.Name} has no {group.Key}");
            WriteProperty(writer, property, [.. group]);
        }
    }

    private static void WriteProperty(Utf8JsonWriter writer, JsonProperty property, XElement[] items)
    {
        if (!property.Type.IsPrimitive || items[0].Name.Namespace == Xhtml)
        {
            writer.WritePropertyName(property.Name);
            WriteItems(writer, property, items, item => WriteComplex(writer, item, property.Type));
            return;
        }

        if (items.Any(item => item.Attribute("value") is not null))
        {
            writer.WritePropertyName(property.Name);
            WriteItems(writer, property, items, item => WritePrimitive(writer, item, property.Type.Primitive));
        }

        if (items.Any(HasCompanion))
        {
            writer.WritePropertyName("_" + property.Name);
            WriteItems(writer, property, items, item => WriteCompanion(writer, item));
        }
    }

    private static void WriteItems(
        Utf8JsonWriter writer, JsonProperty property, XElement[] items, Action<XElement> write)
    {
        if (property.Element.IsArray)
            writer.WriteStartArray();
        foreach (var item in items)
            write(item);
        if (property.Element.IsArray)
            writer.WriteEndArray();
    }

    private static void WriteComplex(Utf8JsonWriter writer, XElement element, TypeDefinition type)
    {
        if (element.Name.Namespace == Xhtml)
        {
            writer.WriteStringValue(element.ToString(SaveOptions.DisableFormatting));
        }
        else if (type.IsResource)
        {
            WriteResource(writer, element.Elements().Single());
        }
        else
        {
            writer.WriteStartObject();
            WriteMembers(writer, element, type);
            writer.WriteEndObject();
        }
    }

    private static bool HasCompanion(XElement item) => item.HasElements || item.Attribute("id") is not null;

    private static void WriteCompanion(Utf8JsonWriter writer, XElement item)
    {
        if (!HasCompanion(item))
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer, item, FhirDefinitions.R4.FindType("Element")!);
        writer.WriteEndObject();
    }

    private static void WritePrimitive(Utf8JsonWriter writer, XElement item, PrimitiveKind kind)
    {
        var text = item.Attribute("value")?.Value;
        if (text is null)
            writer.WriteNullValue();
        else if (kind == PrimitiveKind.Boolean)
            writer.WriteBooleanValue(bool.Parse(text));
        else if (kind is PrimitiveKind.Decimal or PrimitiveKind.Integer
            or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt)
            writer.WriteRawValue(
                decimal.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteStringValue(text);
    }
}
