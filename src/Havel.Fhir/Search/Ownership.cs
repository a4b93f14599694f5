using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Owners;

namespace Havel.Fhir.Search;

/// <summary>Whose data a resource is; docs/ownership.md has the rule and the table. Safe for many threads at
/// once.</summary>
public sealed class Ownership
{
    private readonly FrozenDictionary<string, TypeOwnership> _types;

    public Ownership(FhirDefinitions definitions)
    {
        _types = definitions.ResourceTypes.ToFrozenDictionary(
            type => type.Name,
            type => TypeOwnership.Of(definitions, type),
            StringComparer.Ordinal);
    }

    /// <summary>The owners of a resource, from its own content alone. References to this server's own base must have
    /// been
    /// made relative.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="id">The id it is stored under where its bytes do not have it yet; a Patient owns itself.</param>
    public OwnerSet Owners(Node resource, string? id = null)
    {
        var name = resource.Type.Name;
        if (name is "Bundle")
            return OfBundle(resource);

        if (!_types.TryGetValue(name, out var type))
            return OwnerSet.Unowned;

        if (type.Patients.Count == 0 && type.Through.Count == 0)
            return type.Without == WithoutPatient.Open ? OwnerSet.Directory : OwnerSet.Unowned;

        var named = new OwnerCollector(IsDirectoryType);
        named.AddPatients(resource, type.Patients);
        named.AddTargets(resource, type.Through);
        if (name is "Patient" && (id ?? resource.TextOf("id")) is { } own)
            named.Patients.Add($"Patient/{own}");

        return Settle(resource, type, named);
    }

    private static OwnerSet Settle(Node resource, TypeOwnership type, OwnerCollector named)
    {
        var isOpen = type.Without switch
        {
            WithoutPatient.Open => true,
            WithoutPatient.Closed => false,
            _ => !named.NamesOther && NamesOnlyThings(resource, named),
        };
        if (named.Targets.Count > 0)
            return OwnerSet.ThroughTargets(named.Patients, named.Targets, isOpen);

        return named.Patients.Count == 0 && isOpen ? OwnerSet.Directory : OwnerSet.Of(named.Patients);
    }

    /// <summary>A Group says what it is of, even when empty; a List or Schedule must name what it is of.</summary>
    private static bool NamesOnlyThings(Node resource, OwnerCollector named) => resource.Type.Name is "Group"
        ? resource.TextOf("type") is "practitioner" or "device" or "medication" or "substance"
        : named.NamesAny;

    private bool IsDirectoryType(string type) =>
        _types.TryGetValue(type, out var ownership)
        && ownership is { Without: WithoutPatient.Open, Patients.Count: 0, Through.Count: 0 };

    /// <summary>A stored Bundle belongs to the patients of its entries; an entry that is nobody's closes it.</summary>
    private OwnerSet OfBundle(Node bundle)
    {
        var patients = new List<string>();
        foreach (var entry in bundle.ChildrenOf("entry"))
        {
            var resource = entry.Child("resource");
            if (!resource.Exists)
                continue;

            var owners = Owners(resource);
            if (owners.Kind == OwnerKind.Unowned)
                return OwnerSet.Unowned;

            patients.AddRange(owners.Patients);
        }

        return OwnerSet.Of(patients);
    }
}
