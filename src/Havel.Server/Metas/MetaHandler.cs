using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Interactions;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Metas;

/// <summary><c>$meta</c>: the profiles, tags and security labels of a resource or version, or all of those in use on a
/// type or on the server, as far as the caller sees resources that have them.
/// Source: https://hl7.org/fhir/R4/resource-operation-meta.html.</summary>
internal static class MetaHandler
{
    private static readonly string[] Codes = ["_profile", "_tag", "_security"];

    public static ValueTask<FhirResponse> Answer(Asking asking) =>
        new(asking.Request.Route.Id.Length > 0 ? OfOne(asking) : OfMany(asking));

    /// <summary>The version that a route names, the current one where it names none.</summary>
    public static ReadResult Read(in Asking asking)
    {
        var route = asking.Request.Route;
        if (route.Version.Length == 0)
            return asking.Home.Store.ReadWritten(asking.Grant, route.Type, route.Id);

        return int.TryParse(route.Version, System.Globalization.NumberStyles.None, null, out var version)
            ? asking.Home.Store.ReadVersion(asking.Grant, route.Type, route.Id, version)
            : default;
    }

    private static FhirResponse OfOne(in Asking asking)
    {
        var read = Read(asking);
        return read.Status != ReadStatus.Found
            ? read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound
            : MetaAnswer.Of(read.Resource.Body);
    }

    private static FhirResponse OfMany(in Asking asking)
    {
        var catalog = asking.Home.Store.Catalog;
        var type = asking.Request.Route.Type;
        var slots = Codes.Select(code => catalog.Find(type.Length == 0 ? null : type, code))
            .OfType<SearchParameter>().SelectMany(parameter => parameter.Slots).Select(slot => slot.Id);
        return asking.Home.Store.ReadLabelled(asking.Grant, [.. slots.Distinct()]) is { } labelled
            ? MetaAnswer.OfAll(labelled)
            : Outcomes.Refuse(Issue.Error(
                IssueType.TooCostly, "There are too many profiles, tags and labels for one answer. Ask for a type."))
                with { Status = 400 };
    }
}
