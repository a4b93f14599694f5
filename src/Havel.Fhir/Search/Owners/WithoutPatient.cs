namespace Havel.Fhir.Search.Owners;

/// <summary>What a resource is that names no patient.</summary>
internal enum WithoutPatient : byte
{
    /// <summary>Unowned: visible to system grants only.</summary>
    Closed,

    /// <summary>Directory data.</summary>
    Open,

    /// <summary>Directory data if all it names is directory data, else unowned.</summary>
    OpenIfAllNamedIs,
}
