using Havel.Consent.Grants;

namespace Havel.Store.Writing;

/// <summary>One step of a batch, with the grant under which it is asked for.</summary>
public sealed class WriteOperation
{
    private WriteOperation(WriteKind kind, Grant grant, string type, string id)
    {
        Kind = kind;
        Grant = grant;
        Type = type;
        Id = id;
    }

    public string Type { get; }

    public string Id { get; }

    internal WriteKind Kind { get; }

    internal Grant Grant { get; }

    /// <summary>Null only for deletions.</summary>
    internal ReadyResource? Resource { get; private init; }

    internal int? IfMatch { get; private init; }

    internal WriteCondition? Condition { get; private init; }

    /// <summary>Whether there must be no current version.</summary>
    internal bool MustBeNew { get; private init; }

    /// <summary>Whether an update may make the resource.</summary>
    internal bool MayCreate { get; private init; } = true;

    internal WriteMethod Method { get; private init; } = WriteMethod.Put;

    /// <summary>For a relabelling: the version meant, and its body as it was when the change was prepared.</summary>
    internal (int Version, ReadOnlyMemory<byte> Body) Before { get; private init; }

    /// <summary>Local references of the resource (<c>Patient/7</c>) that must lead to something the caller sees; empty
    /// where nobody asks.</summary>
    internal IReadOnlyList<string> RequiredTargets { get; private set; } = [];

    /// <summary>Whether the deletion is refused while a resource that the caller sees refers to this one.</summary>
    internal bool KeepsReferred { get; private set; }

    /// <summary>Makes the write depend on what it refers to: each must be something that the grant shows, or be written
    /// in the same batch.</summary>
    /// <param name="targets">Local references without version: <c>Patient/7</c>.</param>
    public WriteOperation Requiring(IReadOnlyList<string> targets)
    {
        RequiredTargets = targets;
        return this;
    }

    /// <summary>Makes the deletion depend on nothing that the grant shows referring to the resource.</summary>
    public WriteOperation KeepingReferred()
    {
        KeepsReferred = true;
        return this;
    }

    /// <summary>A new resource, prepared under an id that the server made at random.</summary>
    /// <param name="grant">Of the create.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="condition">With <c>If-None-Exist</c>: its search. One match that is expected, or that has come up
    /// since,
    /// gives <see cref="WriteStatus.Exists"/>.</param>
    public static WriteOperation Create(Grant grant, ReadyResource resource, WriteCondition? condition = null) =>
        new(WriteKind.Create, grant, resource.Type, resource.Id) { Resource = resource, Condition = condition };

    /// <summary>A new version. Where there is no resource of that id yet, or only a deleted one, it is made if the
    /// grant may
    /// choose ids and no version is named.</summary>
    /// <param name="grant">Of the update.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="ifMatch">The version that must be the current one; null for any.</param>
    public static WriteOperation Update(Grant grant, ReadyResource resource, int? ifMatch = null) =>
        new(WriteKind.Update, grant, resource.Type, resource.Id) { Resource = resource, IfMatch = ifMatch };

    /// <summary>A new version, on terms of its own.</summary>
    public static WriteOperation Update(Grant grant, ReadyResource resource, UpdateTerms terms) =>
        new(WriteKind.Update, grant, resource.Type, resource.Id)
        {
            Resource = resource,
            IfMatch = terms.IfMatch,
            Condition = terms.Condition,
            MustBeNew = terms.MustBeNew,
            MayCreate = terms.MayCreate,
            Method = terms.IsPatch ? WriteMethod.Patch : WriteMethod.Put,
        };

    /// <summary>Deletes a resource; its history stays. One that is deleted already stays so:
    /// <see cref="WriteStatus.Unchanged"/>.</summary>
    /// <param name="grant">Of the deletion.</param>
    /// <param name="type">Resource type.</param>
    /// <param name="id">Logical id.</param>
    /// <param name="ifMatch">The version that must be the current one; null for any.</param>
    /// <param name="condition">What a search must find still; null for none.</param>
    public static WriteOperation Delete(
        Grant grant, string type, string id, int? ifMatch = null, WriteCondition? condition = null) =>
        new(WriteKind.Delete, grant, type, id) { IfMatch = ifMatch, Condition = condition };

    /// <summary>Puts a resource unless its content is there already. Unrestricted grants only.</summary>
    public static WriteOperation Import(Grant grant, ReadyResource resource)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("Import needs a system grant.", nameof(grant));

        return new WriteOperation(WriteKind.Import, grant, resource.Type, resource.Id) { Resource = resource };
    }

    /// <summary>Other labels, tags or profiles in a version, current or older, which keeps its number and its time.
    /// Source: https://hl7.org/fhir/R4/resource-operation-meta-add.html.</summary>
    /// <param name="grant">Of the update.</param>
    /// <param name="resource">The content of that version with its new meta.</param>
    /// <param name="version">The version.</param>
    /// <param name="before">Its body as the change was prepared on; another gives
    /// <see cref="WriteStatus.Stale"/>.</param>
    public static WriteOperation Relabel(
        Grant grant, ReadyResource resource, int version, ReadOnlyMemory<byte> before) =>
        new(WriteKind.Relabel, grant, resource.Type, resource.Id) { Resource = resource, Before = (version, before) };
}
