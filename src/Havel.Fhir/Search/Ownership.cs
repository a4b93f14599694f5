using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search;

/// <summary>Whose data a resource is; docs/ownership.md has the rule and the table.</summary>
public sealed class Ownership
{
    private readonly FhirDefinitions _definitions;

    public Ownership(FhirDefinitions definitions)
    {
        _definitions = definitions;
    }

    /// <summary>The owners of a resource, from its own content alone.</summary>
    public OwnerSet Owners(Node resource) =>
        ReferenceEquals(resource.Table.Definitions, _definitions) ? OwnerSet.Unowned : OwnerSet.Directory;
}
