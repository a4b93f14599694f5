using Havel.Server.Operations;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>GET and HEAD [type]/[id]. The body is the stored bytes. Source:
/// https://hl7.org/fhir/R4/http.html#read.</summary>
internal static class ReadHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking)
    {
        var route = asking.Request.Route;
        if (route.Type is "OperationDefinition"
            && OwnOperations.Find(route.Id, asking.Home.BaseUrl) is { } definition)
        {
            return new ValueTask<FhirResponse>(new FhirResponse(200) { Body = definition });
        }

        var result = asking.Snapshot is { } moment
            ? moment.Read(asking.Grant, route.Type, route.Id)
            : asking.Home.Store.Read(asking.Grant, route.Type, route.Id);
        return new ValueTask<FhirResponse>(PartialRead.Of(Of(result, asking.Request.Headers), asking.Request));
    }

    /// <summary>The answer to a read of one version; 304 where the client has it already.</summary>
    public static FhirResponse Of(in ReadResult result, RequestHeaders headers)
    {
        if (result.Status != ReadStatus.Found)
            return result.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;

        var resource = result.Resource;
        var tag = EntityTag.Of(resource.Version);
        return new FhirResponse(IsKnown(headers, tag, resource.Updated) ? 304 : 200)
        {
            Body = resource.Body,
            ETag = tag,
            LastModified = resource.Updated,
        };
    }

    // If-None-Match wins over If-Modified-Since. Source: RFC 9110, section 13.1.3.
    private static bool IsKnown(RequestHeaders headers, string tag, DateTimeOffset updated)
    {
        if (headers.IfNoneMatch is { } tags)
            return EntityTag.IsNamed(tags, tag);

        return headers.IfModifiedSince is { } since
            && DateTimeOffset.TryParse(
                since, System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
            && updated.ToUnixTimeSeconds() <= instant.ToUnixTimeSeconds();
    }
}
