using Havel.Server.Responses;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>Writes a history Bundle: each version with the request that made it and its answer, and nothing else: every
/// entry must have a request, so what was ignored shows by its absence from the self link alone.
/// Source: https://hl7.org/fhir/R4/bundle.html#history.</summary>
internal static class HistoryBundle
{
    public static FhirResponse Of(HistoryPage page, PageRequest request, string baseUrl)
    {
        var bytes = new PooledBytes();
        BundleFrame.Begin(
            bytes, "history", page.Total, request.Self, page.Next is null ? null : request.To(page.Next));
        for (var i = 0; i < page.Versions.Count; i++)
        {
            bytes.Append(i == 0 ? ",\"entry\":[{\"fullUrl\":\""u8 : ",{\"fullUrl\":\""u8);
            Append(bytes, page.Versions[i], baseUrl);
        }

        bytes.Append(page.Versions.Count == 0 ? "}"u8 : "]}"u8);
        return new FhirResponse(200) { Body = bytes.Written, Owner = bytes };
    }

    private static void Append(PooledBytes bytes, in ResourceVersion version, string baseUrl)
    {
        BundleFrame.AppendFullUrl(bytes, baseUrl, version);
        if (!version.IsDeleted)
        {
            bytes.Append("\",\"resource\":"u8);
            bytes.Append(version.Body.Span);
            bytes.Append(",\"request\":{\"method\":\""u8);
        }
        else
        {
            bytes.Append("\",\"request\":{\"method\":\""u8);
        }

        bytes.Append(version.Method switch
        {
            WriteMethod.Post => "POST"u8,
            WriteMethod.Delete => "DELETE"u8,
            WriteMethod.Patch => "PATCH"u8,
            _ => "PUT"u8,
        });
        bytes.Append("\",\"url\":\""u8);
        bytes.Append(version.Type);
        if (version.Method != WriteMethod.Post)
        {
            bytes.Append("/"u8);
            bytes.Append(version.Id);
        }

        bytes.Append("\"},\"response\":{\"status\":\""u8);
        bytes.Append(version.IsDeleted ? "204"u8 : version.Version == 1 ? "201"u8 : "200"u8);
        bytes.Append("\",\"etag\":\"W/\\\""u8);
        bytes.Append(version.Version);
        bytes.Append("\\\"\",\"lastModified\":\""u8);
        bytes.Append(FhirTime.Instant(version.Updated));
        bytes.Append("\"}}"u8);
    }
}
