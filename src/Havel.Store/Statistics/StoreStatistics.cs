namespace Havel.Store.Statistics;

/// <summary>What a store holds, for whoever runs it: the numbers count everybody's data.</summary>
public sealed record StoreStatistics
{
    /// <summary>Resources that are there, by type.</summary>
    public required IReadOnlyList<NamedCount> Resources { get; init; }

    /// <summary>Resources that are deleted.</summary>
    public required long Deleted { get; init; }

    /// <summary>Versions before the current ones.</summary>
    public required long OlderVersions { get; init; }

    /// <summary>Bytes of each table and index; one line for all where the database does not tell them apart.</summary>
    public required IReadOnlyList<NamedCount> Bytes { get; init; }

    /// <summary>Index rows by the place in the index that parameters search, such as <c>Observation.code</c>; empty
    /// where nobody asked.</summary>
    public required IReadOnlyList<NamedCount> IndexRows { get; init; }

    /// <summary>Sets of patients, guards, Consents in force, and the like.</summary>
    public required IReadOnlyList<NamedCount> Others { get; init; }
}
