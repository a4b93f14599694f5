namespace Havel.Fhir.Search;

/// <summary>Whose a resource is; the rule stands in docs/ownership.md.</summary>
public enum OwnerKind : byte
{
    /// <summary>Of no patient, and its type is open: an Organization, a CodeSystem, a Group of devices.</summary>
    Directory,

    /// <summary>Of no patient although its type is about patients: visible to system grants only.</summary>
    Unowned,

    /// <summary>Of the patients named.</summary>
    Patients,

    /// <summary>Of the owners of the resources it points to, and of the patients named.</summary>
    ThroughTargets,
}
