using System.Text;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Ucum;

namespace Havel.Server.Evaluation;

/// <summary>One value of a FHIRPath collection as a part of Parameters: named by its type, with the path of a node, and
/// what no <c>value[x]</c> can hold (a backbone element) as JSON text.</summary>
internal static class ValuePart
{
    private const string PathUrl = "http://fhir.forms-lab.com/StructureDefinition/resource-path";
    private const string JsonUrl = "http://fhir.forms-lab.com/StructureDefinition/json-value";

    private static readonly TypeDefinition Parameter = FhirDefinitions.R4.FindType("Parameters.parameter")!;

    public static void Write(Utf8JsonWriter json, in FhirPathValue value)
    {
        json.WriteStartObject();
        if (value.IsNode)
            WriteNode(json, value.Node);
        else
            WriteSystem(json, value);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, Node node)
    {
        var type = node.Type;
        var member = "value" + char.ToUpperInvariant(type.Name[0]) + type.Name[1..];
        var isHeld = Parameter.FindProperty(Encoding.UTF8.GetBytes(member)) is not null;
        var isShownAsText = !isHeld && !type.IsResource && !type.IsPrimitive;
        json.WriteStartArray("extension");
        WriteExtension(json, PathUrl, NodePath.Of(node));
        if (isShownAsText)
            WriteExtension(json, JsonUrl, Encoding.UTF8.GetString(node.RawValue));
        json.WriteEndArray();
        json.WriteString("name", type.Name);
        if (isShownAsText)
            return;

        if (type.IsPrimitive)
        {
            WritePrimitive(json, isHeld ? member : "valueString", node);
            return;
        }

        json.WritePropertyName(type.IsResource ? "resource" : member);
        json.WriteRawValue(node.RawValue, skipInputValidation: true);
    }

    private static void WritePrimitive(Utf8JsonWriter json, string member, Node node)
    {
        if (node.HasValue)
        {
            json.WritePropertyName(member);
            json.WriteRawValue(node.RawValue, skipInputValidation: true);
        }

        var extensions = node.ChildrenOf("extension").GetEnumerator();
        if (!extensions.MoveNext())
            return;

        json.WriteStartObject("_" + member);
        json.WriteStartArray("extension");
        do
            json.WriteRawValue(extensions.Current.RawValue, skipInputValidation: true);
        while (extensions.MoveNext());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter json, in FhirPathValue value)
    {
        switch (value.Kind)
        {
            case FhirPathKind.Boolean:
                json.WriteString("name", "boolean");
                json.WriteBoolean("valueBoolean", value.Boolean);
                break;
            case FhirPathKind.Integer:
                json.WriteString("name", "integer");
                json.WriteNumber("valueInteger", value.Integer);
                break;
            case FhirPathKind.Decimal:
                json.WriteString("name", "decimal");
                json.WriteNumber("valueDecimal", value.Decimal);
                break;
            case FhirPathKind.Quantity:
                WriteQuantity(json, value);
                break;
            case FhirPathKind.Date:
                WriteText(json, "date", "valueDate", value);
                break;
            case FhirPathKind.DateTime:
                WriteText(json, "dateTime", "valueDateTime", value);
                break;
            case FhirPathKind.Time:
                WriteText(json, "time", "valueTime", value);
                break;
            default:
                WriteText(json, "string", "valueString", value);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string member, in FhirPathValue value)
    {
        json.WriteString("name", name);
        json.WriteString(member, value.ToString());
    }

    private static void WriteQuantity(Utf8JsonWriter json, in FhirPathValue value)
    {
        json.WriteString("name", "Quantity");
        json.WriteStartObject("valueQuantity");
        json.WriteNumber("value", value.Decimal);
        json.WriteString("unit", value.Unit);
        if (!value.IsCalendarUnit)
        {
            json.WriteString("system", UcumUnit.System);
            json.WriteString("code", value.Unit);
        }

        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, string url, string value)
    {
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }
}
