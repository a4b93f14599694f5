using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>An entry of a transaction that writes, on its way to the store.</summary>
internal sealed class TransactionEntry(EntryRequest source, Grant grant)
{
    public EntryRequest Source => source;

    public FhirRequest Request => source.Request!;

    public Interaction Interaction => Request.Route.Interaction;

    /// <summary>The right to write; for a conditional update that makes a resource, that of a create.</summary>
    public Grant Grant { get; set; } = grant;

    public Caller Caller => Grant.Caller;

    public string Type => Request.Route.Type;

    /// <summary>The id the server made for the entry's resource; null until it needs one, and then always the
    /// same.</summary>
    public string? NewId { get; set; }

    /// <summary>The id its resource will have: the URL's, a new one, or that of the resource a condition found. Empty
    /// for conditional deletes.</summary>
    public string Id { get; set; } = source.Request!.Route.Id;

    /// <summary>What the entry's condition found; null where it has none.</summary>
    public ConditionLook? Look { get; set; }

    /// <summary>Whether <c>If-None-Exist</c> found its resource, so that nothing is written.</summary>
    public bool IsFound { get; set; }

    /// <summary>The version that must be the current one: the client's wish, or because another entry refers to the
    /// version that this one makes.</summary>
    public int? IfMatch { get; set; }

    /// <summary>Whether the resource is new for certain.</summary>
    public bool IsNew { get; set; }

    /// <summary>What validation had to say of it without refusing it.</summary>
    public IReadOnlyList<Issue> Findings { get; set; } = [];

    /// <summary>Where its operations begin in the batch, and how many there are.</summary>
    public (int First, int Count) Operations { get; set; }

    /// <summary>Whether a reference of its still waits for what the transaction makes.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether the entry has a resource that others may refer to.</summary>
    public bool HasResource => Interaction is not (Interaction.Delete or Interaction.ConditionalDelete);

    /// <summary>What it writes or deletes, each as <c>Type/id</c>.</summary>
    public IEnumerable<string> Names => Interaction == Interaction.ConditionalDelete
        ? Look!.Value.Ids.Select(id => $"{Type}/{id}")
        : [$"{Type}/{Id}"];

    /// <summary>The answer to a transaction that fails by this entry.</summary>
    public FhirResponse Refuse(int status, IssueType type, string message) =>
        WriteFault.Of(status, type, message).At(Source.Entry);

    /// <summary>A refusal of the store, told at the entry's place.</summary>
    public FhirResponse Refuse(in WriteResult result) => result.Status switch
    {
        WriteStatus.NotFound => WriteFault.NotFound.At(Source.Entry),
        WriteStatus.Forbidden => new WriteFault([result.Issue!], 403).At(Source.Entry),
        WriteStatus.Dangling => new WriteFault([result.Issue!], 422).At(Source.Entry),
        WriteStatus.MultipleMatches =>
            Refuse(412, IssueType.MultipleMatches, "The condition matches more than one resource."),
        WriteStatus.Referred => Refuse(
            409, IssueType.Conflict, "Other resources refer to this one. Change or delete them first."),
        WriteStatus.AlreadyThere => Refuse(
            Interaction == Interaction.Update ? 412 : 409, IssueType.Conflict,
            "The entry is for a new resource, and there is one of that id."),
        _ => Refuse(412, IssueType.Conflict, "ifMatch names another version than the current one."),
    };
}
