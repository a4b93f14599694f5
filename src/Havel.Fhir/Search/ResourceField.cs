namespace Havel.Fhir.Search;

/// <summary>What a parameter searches that stands in the resource's own row and therefore has no index slot.</summary>
public enum ResourceField : byte
{
    /// <summary>None: the parameter is answered from its slots.</summary>
    None,

    /// <summary><c>_id</c>.</summary>
    Id,

    /// <summary><c>_lastUpdated</c>.</summary>
    LastUpdated,
}
