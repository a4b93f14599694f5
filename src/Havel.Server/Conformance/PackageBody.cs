using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Fhir.Operations;
using Havel.Server.Operations;
using Havel.Server.Requests;
using Havel.Server.Responses;

namespace Havel.Server.Conformance;

/// <summary>The archive in a request: the body itself, or base64 within a Binary or Parameters.</summary>
internal static class PackageBody
{
    private static readonly string[] Packed =
        ["application/gzip", "application/x-gzip", "application/tar+gzip", "application/x-tgz",
            "application/octet-stream"];

    public static bool TryRead(
        FhirRequest request,
        [NotNullWhen(true)] out byte[]? tgz,
        [NotNullWhen(false)] out FhirResponse? refusal)
    {
        refusal = null;
        if (IsPacked(request.Headers.ContentType))
        {
            tgz = BytesOf(request.Body);
            return true;
        }

        tgz = null;
        if (!OperationBody.TryRead(request, out var parameters, out refusal))
            return false;

        tgz = Find(parameters);
        if (tgz is null)
        {
            refusal = Outcomes.Refuse(Issue.Error(IssueType.Required,
                "Send the package as body (application/gzip), as Binary, or as parameter \"package\" "
                + "(valueBase64Binary, or a Binary as resource)."));
        }

        return tgz is not null;
    }

    private static byte[]? Find(OperationParameters parameters)
    {
        if (parameters.ResourceType is "Binary")
            return DataOf(parameters.Resource);

        if (parameters.Find("package") is not { } package)
            return null;

        return package.Resource.IsEmpty ? Decode(package.Text) : DataOf(package.Resource);
    }

    private static byte[]? DataOf(ReadOnlyMemory<byte> binary)
    {
        var reader = new Utf8JsonReader(binary.Span);
        var root = JsonElement.ParseValue(ref reader);
        return root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String
            && data.TryGetBytesFromBase64(out var bytes) ? bytes : null;
    }

    private static byte[]? Decode(string? base64)
    {
        var bytes = new byte[(base64?.Length ?? 0) * 3 / 4];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var written)
            ? bytes[..written]
            : null;
    }

    private static byte[] BytesOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Array is { } array && segment.Count == array.Length
            ? array
            : body.ToArray();

    private static bool IsPacked(string? contentType)
    {
        if (contentType is null)
            return false;

        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var bare = (end < 0 ? contentType : contentType[..end]).Trim();
        return Packed.Contains(bare, StringComparer.OrdinalIgnoreCase);
    }
}
