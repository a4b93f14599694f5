using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Writes the pieces that all answers of terminology are made of.</summary>
internal static class AnswerJson
{
    private const string DetailSystem = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";
    private const string MessageId = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A refusal: an OperationOutcome with the status of its first issue.</summary>
    public static TerminologyAnswer Refuse(params IReadOnlyList<TerminologyIssue> issues) =>
        new(StatusOf(issues[0].Type), Write(json => WriteOutcome(json, issues)));

    public static void WriteOutcome(Utf8JsonWriter json, IReadOnlyList<TerminologyIssue> issues)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationOutcome");
        json.WriteStartArray("issue");
        foreach (var issue in issues)
            WriteIssue(json, issue);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteCoding(Utf8JsonWriter json, ConceptCoding coding)
    {
        json.WriteStartObject();
        WriteText(json, "system", coding.System);
        WriteText(json, "version", coding.Version);
        WriteText(json, "code", coding.Code);
        WriteText(json, "display", coding.Display);
        json.WriteEndObject();
    }

    /// <summary>Writes a member, unless there is no text.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    /// <summary>Writes a choice <c>value[x]</c> of a primitive type.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="type">The type as it ends the JSON name.</param>
    /// <param name="text">The value; written as number or boolean where the type is one.</param>
    public static void WriteValue(Utf8JsonWriter json, string type, string text)
    {
        var name = "value" + type;
        switch (type)
        {
            case "Boolean":
                json.WriteBoolean(name, text is "true");
                break;
            case "Integer" or "Decimal" or "UnsignedInt" or "PositiveInt" when IsNumber(text):
                json.WritePropertyName(name);
                json.WriteRawValue(text);
                break;
            default:
                json.WriteString(name, text);
                break;
        }
    }

    public static void WriteExtensions(Utf8JsonWriter json, IEnumerable<ConceptExtension> extensions)
    {
        foreach (var extension in extensions)
        {
            json.WriteStartObject();
            json.WriteString("url", extension.Url);
            WriteValue(json, extension.Type, extension.Text);
            json.WriteEndObject();
        }
    }

    private static bool IsNumber(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteIssue(Utf8JsonWriter json, TerminologyIssue issue)
    {
        json.WriteStartObject();
        if (issue.MessageId is not null)
        {
            json.WriteStartArray("extension");
            WriteExtensions(json, [new ConceptExtension(MessageId, "String", issue.MessageId)]);
            json.WriteEndArray();
        }

        json.WriteString("severity", Dashed(issue.Severity.ToString()));
        json.WriteString("code", Dashed(issue.Type.ToString()));
        json.WriteStartObject("details");
        json.WriteStartArray("coding");
        WriteCoding(json, new ConceptCoding(DetailSystem, issue.Detail));
        json.WriteEndArray();
        json.WriteString("text", issue.Text);
        json.WriteEndObject();
        if (issue.Expression is not null)
        {
            json.WriteStartArray("expression");
            json.WriteStringValue(issue.Expression);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Dashed(string name) => string.Concat(
        name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static int StatusOf(IssueType type) => type switch
    {
        IssueType.NotFound => 404,
        IssueType.TooCostly or IssueType.NotSupported or IssueType.Processing or IssueType.BusinessRule
            or IssueType.CodeInvalid or IssueType.Exception => 422,
        _ => 400,
    };
}
