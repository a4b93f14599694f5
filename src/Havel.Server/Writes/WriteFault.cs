using Havel.Fhir.Issues;
using Havel.Server.Intake;
using Havel.Server.Interactions;
using Havel.Server.Responses;

namespace Havel.Server.Writes;

/// <summary>Why a write is refused, before it is known whether it was a request of its own or an entry of a
/// transaction.</summary>
/// <param name="Issues">The reasons.</param>
/// <param name="Status">The HTTP status; null for the one that goes with the first error.</param>
/// <param name="HasLines">Whether the issues' lines are those of the whole body, because it was sent as XML.</param>
internal sealed record WriteFault(IReadOnlyList<Issue> Issues, int? Status = null, bool HasLines = false)
{
    /// <summary>Hidden or missing: the words of <see cref="Outcomes.NotFound"/>.</summary>
    public static readonly WriteFault NotFound = Of(404, IssueType.NotFound,
        "There is no such resource, or it is not open to you.");

    public static readonly WriteFault Gone = Of(410, IssueType.Deleted, "The resource has been deleted.");

    public static readonly WriteFault OtherVersion = Of(412, IssueType.Conflict,
        "If-Match names another version than the current one. Read the resource again.");

    public static WriteFault Of(int status, IssueType type, string message) =>
        new([Issue.Error(type, message)], status);

    /// <summary>The answer to a request of its own.</summary>
    public FhirResponse Answer => WithStatus(Outcomes.Refuse(Issues));

    /// <summary>The answer to a transaction, for the fault of one entry.</summary>
    public FhirResponse At(BundleEntry entry) => WithStatus(Outcomes.Refuse(EntryIssues.Of(entry, Issues, HasLines)));

    private FhirResponse WithStatus(FhirResponse response) =>
        Status is { } status ? response with { Status = status } : response;
}
