namespace Havel.Fhir.Packages;

/// <summary>The members of a resource that a <see cref="ResourceScan"/> looks at.</summary>
internal enum HeadField : byte
{
    None,
    ResourceType,
    Url,
    Version,
    Id,
    Name,
    Status,
    Supplements,
    Type,
    BaseDefinition,
    Derivation,
    Kind,
    Content,
    Snapshot,
    Text,
}
