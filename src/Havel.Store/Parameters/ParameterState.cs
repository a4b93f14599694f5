namespace Havel.Store.Parameters;

/// <summary>How far a custom search parameter is. Written into the database.</summary>
public enum ParameterState
{
    /// <summary>Resources are being indexed for it; it cannot be searched yet.</summary>
    Indexing = 0,

    /// <summary>All resources are indexed for it.</summary>
    Ready = 1,

    /// <summary>Gone; its rows are being removed.</summary>
    Retired = 2,
}
