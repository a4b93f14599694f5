using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Server.Writes;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>PUT [type]/[id], with <c>If-Match</c>. Only a system may bring an id of its own.
/// Source: https://hl7.org/fhir/R4/http.html#update.</summary>
internal static class UpdateHandler
{
    public static readonly FhirResponse BadIfMatch = Outcomes.Of(400, IssueType.Invalid,
        "If-Match must be an entity tag of this server, such as W/\"3\", and If-None-Match of a write the star.");

    private static readonly FhirResponse NoCreation = Outcomes.Of(405, IssueType.NotSupported,
        "There is no such resource, and this server does not make resources by PUT.") with
    {
        Allow = "GET, HEAD, DELETE",
    };

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (WriteBody.Check(asking.Request) is { } unreadable)
            return unreadable;

        var (home, grant, request, stop) = asking;
        var intake = WriteIntake.Take(asking, request.Body, request.Source);
        if (intake.Fault is not null)
            return intake.Fault.Answer;

        var table = intake.Reading.Table!;
        if (CheckId(table.Root.TextOf("id"), request.Route.Id) is { } wrongId)
            return Outcomes.Refuse(wrongId);

        if (!TryTerms(home, request.Headers, out var terms))
            return BadIfMatch;

        var ready = home.Store.Preparation.Prepare(table, request.Route.Id);
        var operation = intake.Secure(home, WriteOperation.Update(grant, ready, terms!));
        var commit = await home.Commit([operation], stop);
        return commit.Results[0].Status == WriteStatus.NotFound && grant.MayChooseIds && !home.Writes.UpdateCreates
            ? NoCreation
            : WriteAnswer.Of(commit.Results[0], home.BaseUrl, request.Preferences.Return, intake.Reading.Issues);
    }

    /// <summary>The terms that the headers of an update set; false where they cannot be read. <c>If-Match: *</c> asks
    /// for
    /// a resource that is there, <c>If-None-Match: *</c> for one that is not. Source: RFC 9110, section 13.1.</summary>
    public static bool TryTerms(Deployment home, RequestHeaders headers, out UpdateTerms? terms)
    {
        var mustBeThere = headers.IfMatch?.Trim() is "*";
        var mustBeNew = headers.IfNoneMatch?.Trim() is "*";
        terms = null;
        if (!TryIfMatch(headers.IfMatch, out var version) || (headers.IfNoneMatch is not null && !mustBeNew))
            return false;

        terms = new UpdateTerms
        {
            IfMatch = version,
            MustBeNew = mustBeNew,
            MayCreate = !mustBeThere && home.Writes.UpdateCreates,
        };
        return true;
    }

    /// <summary>What speaks against the id in a body that is put under another, or null.</summary>
    public static Issue? CheckId(string? inBody, string inUrl)
    {
        if (!Routes.IsId(inUrl))
            return Issue.Error(IssueType.Value, "The id in the URL is no id: up to 64 letters, digits, '-' and '.'.");

        return string.Equals(inBody, inUrl, StringComparison.Ordinal)
            ? null
            : Issue.Error(IssueType.Invalid, "The id in the body must be there and equal the id in the URL.");
    }

    /// <summary>The version that <c>If-Match</c> asks for; null where it is absent; false where it cannot be
    /// read.</summary>
    public static bool TryIfMatch(string? header, out int? version)
    {
        var isAny = header is null || header.Trim() is "*";
        version = isAny ? null : EntityTag.Parse(header!);
        return isAny || version is not null;
    }
}
