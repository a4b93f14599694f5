using Havel.Consent.Resources;
using Havel.Fhir.Search;
using Havel.Store.Interning;

namespace Havel.Store.Writing;

/// <summary>Follows the references of resources that belong to whom their targets belong: Provenance, AuditEvent,
/// Binary.
/// Owners are settled when the resource is written.</summary>
internal sealed class TargetOwners(
    TypeTable types, ResourceTable resources, SubjectTable subjects, BodyParser parser)
{
    /// <summary>The owners, with those of the targets. A target that the writer cannot see counts as one that is not
    /// there: whether the write is refused, and whether its result can be read, would tell of it otherwise.</summary>
    /// <param name="owners">As the resource itself tells them.</param>
    /// <param name="sees">Whether the writer sees a target; null for one who sees all.</param>
    public OwnerSet Resolve(OwnerSet owners, Func<StoredResource, bool>? sees) =>
        owners.Kind == OwnerKind.ThroughTargets
            ? owners.Resolve([.. owners.Targets.Select(target => OwnersOf(target, sees))])
            : owners;

    /// <summary>A Provenance of Consents is for those organisations to see that hold the Consents.</summary>
    public ResourceFacts WithCustodians(ResourceFacts facts, OwnerSet owners)
    {
        if (facts.Custody != Custody.Consent || owners.Targets.Count == 0)
            return facts;

        var custodians = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var target in owners.Targets)
        {
            if (target.StartsWith("Consent/", StringComparison.Ordinal) && Find(target) is { IsDeleted: false } consent)
                custodians.UnionWith(FactsOf(consent).Custodians);
        }

        return facts with { Custodians = [.. custodians] };
    }

    private OwnerSet? OwnersOf(string target, Func<StoredResource, bool>? sees)
    {
        if (Find(target) is not { } stored || sees?.Invoke(stored) == false)
            return null;

        return stored.Place.Subject switch
        {
            SubjectTable.Directory => OwnerSet.Directory,
            SubjectTable.Unowned => OwnerSet.Unowned,
            var subject => OwnerSet.Of(subjects.Members(subject)),
        };
    }

    private StoredResource? Find(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && types.Find(reference[..slash]) is { } type
            ? resources.Find(type, reference[(slash + 1)..], SearchHash.Key(reference))
            : null;
    }

    private ResourceFacts FactsOf(StoredResource stored) =>
        ResourcePreparation.FactsOf(parser.Parse(resources.BodyOf(stored.Rid)).Root, stored.Id);
}
