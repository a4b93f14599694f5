using Havel.Fhir.Issues;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Server.Validation;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>PUT [type]/[id], with <c>If-Match</c>. Only a system may bring an id of its own.
/// Source: https://hl7.org/fhir/R4/http.html#update.</summary>
internal static class UpdateHandler
{
    private static readonly FhirResponse BadIfMatch = Outcomes.Of(400, IssueType.Invalid,
        "If-Match must be an entity tag of this server, such as W/\"3\".");

    public static async ValueTask<FhirResponse> Answer(Asking asking)
    {
        if (WriteBody.Check(asking.Request) is { } unreadable)
            return unreadable;

        var (home, grant, request, stop) = asking;
        var reading = home.Inflow.Read(request.Body, request.Route.Type, source: request.Source);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues);

        reading = WriteValidation.Judge(home, reading, grant.Caller, request.Source);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues) with { Status = 422 };

        if (WriteRules.Check(home, reading.Table) is { Count: > 0 } faults)
            return Outcomes.Refuse(faults) with { Status = 422 };

        if (CheckId(reading.Table.Root.TextOf("id"), request.Route.Id) is { } wrongId)
            return Outcomes.Refuse(wrongId);

        if (!TryIfMatch(request.Headers.IfMatch, out var version))
            return BadIfMatch;

        var ready = home.Store.Preparation.Prepare(reading.Table, request.Route.Id);
        var commit = await home.Commit([WriteOperation.Update(grant, ready, version)], stop);
        return WriteAnswer.Of(commit.Results[0], home.BaseUrl, request.Preferences.Return, reading.Issues);
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
        version = header is null ? null : EntityTag.Parse(header);
        return header is null || version is not null;
    }
}
