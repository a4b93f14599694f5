using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>From the store's answer to a write to the client's. Source: https://hl7.org/fhir/R4/http.html#create and
/// below.</summary>
internal static class WriteAnswer
{
    private static readonly byte[] Done = Outcomes.Body([]);

    private static readonly FhirResponse VersionConflict = Outcomes.Of(412, IssueType.Conflict,
        "If-Match names another version than the current one. Read the resource again.");

    private static readonly FhirResponse MultipleMatches = Outcomes.Of(412, IssueType.MultipleMatches,
        "The condition matches more than one resource.");

    private static readonly FhirResponse AlreadyThere = Outcomes.Of(412, IssueType.Conflict,
        "If-None-Match asks for a new resource, and there is one.");

    private static readonly FhirResponse Referred = Outcomes.Of(409, IssueType.Conflict,
        "Other resources refer to this one. Change or delete them first.");

    /// <summary>The answer to one operation.</summary>
    /// <param name="result">What the store did.</param>
    /// <param name="baseUrl">What locations begin with.</param>
    /// <param name="preference">What the client would like to have back.</param>
    /// <param name="findings">What validation had to say of what was written; told where the client asks for an
    /// outcome.</param>
    public static FhirResponse Of(
        in WriteResult result, string baseUrl, ReturnPreference preference, IReadOnlyList<Issue>? findings = null) =>
        result.Status switch
    {
        WriteStatus.Created => Written(201, result, baseUrl, preference, findings),
        WriteStatus.Updated or WriteStatus.Exists => Written(200, result, baseUrl, preference, findings),
        WriteStatus.Deleted when preference == ReturnPreference.OperationOutcome =>
            new FhirResponse(200) { Body = Done, ETag = EntityTag.Of(result.Version) },
        WriteStatus.Deleted => new FhirResponse(204) { ETag = EntityTag.Of(result.Version) },
        WriteStatus.Unchanged =>
            result.Body.IsEmpty ? new FhirResponse(204) : Written(200, result, baseUrl, preference, findings),
        WriteStatus.NotFound => Outcomes.NotFound,
        WriteStatus.Forbidden => Outcomes.Refuse(result.Issue!) with { Status = 403 },
        WriteStatus.VersionConflict => VersionConflict,
        WriteStatus.MultipleMatches => MultipleMatches,
        WriteStatus.AlreadyThere => AlreadyThere,
        WriteStatus.Dangling => Outcomes.Refuse(result.Issue!) with { Status = 422 },
        WriteStatus.Referred => Referred,
        _ => Outcomes.Busy,
    };

    /// <summary>A result with what a conditional create found, read under the same grant; every other as it
    /// is.</summary>
    public static WriteResult Complete(Deployment home, Grant grant, in WriteResult result, Snapshot? moment = null)
    {
        if (result.Status != WriteStatus.Exists)
            return result;

        var found = (moment?.Read(grant, result.Type, result.Id)
            ?? home.Store.ReadWritten(grant, result.Type, result.Id)).Resource;
        return result with { Version = (int)found.Version, Updated = found.Updated, Body = found.Body };
    }

    private static FhirResponse Written(
        int status, in WriteResult result, string baseUrl, ReturnPreference preference,
        IReadOnlyList<Issue>? findings) => new(status)
    {
        Body = preference switch
        {
            ReturnPreference.Minimal => default,
            ReturnPreference.OperationOutcome => findings is { Count: > 0 } ? Outcomes.Body(findings) : Done,
            _ => result.Body,
        },
        ETag = EntityTag.Of(result.Version),
        LastModified = result.Updated,
        Location = $"{baseUrl}/{result.Type}/{result.Id}/_history/{result.Version}",
    };
}
