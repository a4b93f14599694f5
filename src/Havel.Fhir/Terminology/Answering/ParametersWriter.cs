using System.Text.Json;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Writes a Parameters resource, parameter by parameter.</summary>
internal sealed class ParametersWriter(Utf8JsonWriter json)
{
    public void Start()
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
    }

    public void End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A parameter with a primitive value; nothing where there is none.</summary>
    public void Add(string name, string type, string? value)
    {
        if (value is null)
            return;

        json.WriteStartObject();
        json.WriteString("name", name);
        AnswerJson.WriteValue(json, type, value);
        json.WriteEndObject();
    }

    public void Add(string name, bool value) => Add(name, "Boolean", value ? "true" : "false");

    public void Add(string name, ConceptCoding coding)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WritePropertyName("valueCoding");
        AnswerJson.WriteCoding(json, coding);
        json.WriteEndObject();
    }

    /// <summary>A parameter whose value is JSON that came in.</summary>
    public void AddRaw(string name, string type, ReadOnlyMemory<byte> value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WritePropertyName("value" + type);
        json.WriteRawValue(value.Span);
        json.WriteEndObject();
    }

    public void AddOutcome(string name, IReadOnlyList<TerminologyIssue> issues)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WritePropertyName("resource");
        AnswerJson.WriteOutcome(json, issues);
        json.WriteEndObject();
    }

    /// <summary>A parameter that consists of parts.</summary>
    public void AddParts(string name, Action<ParametersWriter> parts)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("part");
        parts(this);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
