using System.Text.Json;
using Havel.Server.Responses;

namespace Havel.Server.Evaluation;

/// <summary>Writes what <c>$fhirpath</c> found in the shape that the FHIRPath Lab reads: what was asked in
/// <c>parameters</c>, then one <c>result</c> for each node of the context, whose parts are named by their
/// types.</summary>
internal static class FhirPathAnswer
{
    private static readonly string Evaluator =
        $"Havel {typeof(FhirPathAnswer).Assembly.GetName().Version?.ToString(3)} (R4)";

    public static void Write(Utf8JsonWriter json, FhirPathQuestion question, FhirPathRun run)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteString("id", "fhirpath");
        json.WriteStartArray("parameter");
        WriteQuestion(json, question, run);
        foreach (var result in run.Results)
            WriteResult(json, result, hasContext: question.Context is not null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteQuestion(Utf8JsonWriter json, FhirPathQuestion question, FhirPathRun run)
    {
        json.WriteStartObject();
        json.WriteString("name", "parameters");
        json.WriteStartArray("part");
        WriteText(json, "evaluator", Evaluator);
        if (question.Context is { } context)
            WriteText(json, "context", context);
        WriteText(json, "expression", question.Expression);
        if (!question.Resource.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("name", "resource");
            json.WritePropertyName("resource");
            json.WriteRawValue(run.Focus.RawValue, skipInputValidation: true);
            json.WriteEndObject();
        }

        if (question.IsValidating)
        {
            json.WriteStartObject();
            json.WriteString("name", "debugOutcome");
            json.WritePropertyName("resource");
            Outcomes.Write(json, run.Remarks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, FhirPathResult result, bool hasContext)
    {
        json.WriteStartObject();
        json.WriteString("name", "result");
        if (hasContext)
            json.WriteString("valueString", Havel.Fhir.Nodes.NodePath.Of(result.Context));
        if (result.Values.Count + result.Traces.Count > 0)
        {
            json.WriteStartArray("part");
            foreach (ref readonly var value in result.Values.Span)
                ValuePart.Write(json, value);
            foreach (var (name, values) in result.Traces)
                WriteTrace(json, name, values);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTrace(Utf8JsonWriter json, string name, Havel.Fhir.FhirPath.FhirPathValue[] values)
    {
        json.WriteStartObject();
        json.WriteString("name", "trace");
        json.WriteString("valueString", name);
        if (values.Length > 0)
        {
            json.WriteStartArray("part");
            foreach (var value in values)
                ValuePart.Write(json, value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }
}
