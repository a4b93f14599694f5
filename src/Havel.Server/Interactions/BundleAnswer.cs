using Havel.Server.Requests;
using Havel.Server.Responses;
using Microsoft.AspNetCore.WebUtilities;

namespace Havel.Server.Interactions;

/// <summary>Writes the answers of entries as a batch-response or transaction-response, in the order of the entries.
/// Source: https://hl7.org/fhir/R4/http.html#transaction-response.</summary>
internal static class BundleAnswer
{
    public static FhirResponse Of(
        string type, IReadOnlyList<FhirResponse> answers, string baseUrl, ReturnPreference preference)
    {
        var bytes = new PooledBytes();
        bytes.Append("{\"resourceType\":\"Bundle\",\"type\":\""u8);
        bytes.Append(type);
        bytes.Append("\""u8);
        for (var i = 0; i < answers.Count; i++)
        {
            bytes.Append(i == 0 ? ",\"entry\":["u8 : ","u8);
            Write(bytes, answers[i], baseUrl, preference);
            answers[i].Owner?.Dispose();
        }

        bytes.Append(answers.Count == 0 ? "}"u8 : "]}"u8);
        return new FhirResponse(200) { Body = bytes.Written, Owner = bytes };
    }

    private static void Write(PooledBytes bytes, FhirResponse answer, string baseUrl, ReturnPreference preference)
    {
        var isOutcome = !answer.IsSuccess || preference == ReturnPreference.OperationOutcome;
        bytes.Append("{"u8);
        if (!isOutcome && !answer.Body.IsEmpty)
        {
            bytes.Append("\"resource\":"u8);
            bytes.Append(answer.Body.Span);
            bytes.Append(","u8);
        }

        bytes.Append("\"response\":{\"status\":\""u8);
        bytes.Append(answer.Status);
        bytes.Append(" "u8);
        bytes.Append(ReasonPhrases.GetReasonPhrase(answer.Status));
        bytes.Append("\""u8);
        if (answer.Location is { } location)
        {
            // Relative to the base, as an entry's url is.
            bytes.Append(",\"location\":\""u8);
            bytes.Append(
                location.StartsWith(baseUrl, StringComparison.Ordinal) ? location[(baseUrl.Length + 1)..] : location);
            bytes.Append("\""u8);
        }

        if (answer.ETag is { } tag)
        {
            bytes.Append(",\"etag\":\""u8);
            bytes.Append(tag.Replace("\"", "\\\"", StringComparison.Ordinal));
            bytes.Append("\""u8);
        }

        if (answer.LastModified is { } changed)
        {
            bytes.Append(",\"lastModified\":\""u8);
            bytes.Append(FhirTime.Instant(changed));
            bytes.Append("\""u8);
        }

        if (isOutcome && !answer.Body.IsEmpty)
        {
            bytes.Append(",\"outcome\":"u8);
            bytes.Append(answer.Body.Span);
        }

        bytes.Append("}}"u8);
    }
}
