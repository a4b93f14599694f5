using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>GET [type]/[id]/_history/[version]. Source: https://hl7.org/fhir/R4/http.html#vread.</summary>
internal static class VersionReadHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking)
    {
        var (home, grant, request, _) = asking;
        var route = request.Route;
        var isNumber = int.TryParse(route.Version, System.Globalization.NumberStyles.None, null, out var version);
        if (!isNumber)
            return new ValueTask<FhirResponse>(Outcomes.NotFound);

        var result = asking.Snapshot is { } moment
            ? moment.ReadVersion(grant, route.Type, route.Id, version)
            : home.Store.ReadVersion(grant, route.Type, route.Id, version);
        return new ValueTask<FhirResponse>(PartialRead.Of(ReadHandler.Of(result, request.Headers), request));
    }
}
