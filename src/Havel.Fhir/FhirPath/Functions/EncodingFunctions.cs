using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Encodings and escapes. Source: https://hl7.org/fhirpath/#additional-string-functions.</summary>
internal static class EncodingFunctions
{
    public static readonly FunctionSpec[] All =
    [
        Text("encode", static (text, format) => Encode(Encoding.UTF8.GetBytes(text), format)),
        Text("decode", Decode),
        Text("escape", Escape),
        Text("unescape", Unescape),
    ];

    private static FunctionSpec Text(string name, Func<string, string, string?> work) =>
        new(name, 1, 1, FunctionResult.String, (in call) => Apply(call, work), FunctionInput.Text);

    private static void Apply(in FunctionCall call, Func<string, string, string?> work)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryText(call.First, out var format))
            return;

        try
        {
            if (work(text, format) is { } answer)
                call.Answer(answer);
        }
        catch (FormatException)
        {
            throw new EvaluationFault(IssueType.Value, $"The text is no {format}");
        }
    }

    private static string? Encode(byte[] bytes, string format) => format switch
    {
        "hex" => Convert.ToHexStringLower(bytes),
        "base64" => Convert.ToBase64String(bytes),
        "urlbase64" => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'),
        _ => null,
    };

    private static string? Decode(string text, string format) => format switch
    {
        "hex" => Encoding.UTF8.GetString(Convert.FromHexString(text)),
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
        "urlbase64" => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)),
        _ => null,
    };

    private static string? Escape(string text, string format) => format switch
    {
        "html" => WebUtility.HtmlEncode(text),
        "json" => EscapeJson(text),
        _ => null,
    };

    private static string? Unescape(string text, string format) => format switch
    {
        "html" => WebUtility.HtmlDecode(text),
        "json" => JsonText.Unescape(Encoding.UTF8.GetBytes(text)),
        _ => null,
    };

    private static string EscapeJson(string text)
    {
        // The relaxed encoder escapes only what JSON demands, but writes a quote as \u0022.
        return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)
            .Replace("\\u0022", "\\\"", StringComparison.Ordinal);
    }
}
