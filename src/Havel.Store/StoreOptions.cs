namespace Havel.Store;

/// <summary>What it takes to open a store.</summary>
/// <param name="Folder">The data folder; made where there is none.</param>
/// <param name="Time">The one clock.</param>
/// <param name="IndexesInBackground">Whether what new search parameters need is done by itself.</param>
public sealed record StoreOptions(string Folder, TimeProvider Time, bool IndexesInBackground = true)
{
    /// <summary>Which texts a new store can be searched by; one that is there keeps what it was made with.</summary>
    public FullText FullText { get; init; }

    /// <summary>The PostgreSQL database that holds the resources, as Npgsql takes it; null for SQLite in the folder.
    /// With PostgreSQL the folder holds only what is a server's own, such as keys.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A copy of the PostgreSQL database that follows it, to read from; null to read where is written.
    /// </summary>
    public string? ReadConnectionString { get; init; }

    /// <summary>Hears what a start takes its time for: a store that an older program wrote is brought to this one's
    /// layout.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>Where the journal of held creates lies.</summary>
    internal Holding.IJournalDisk JournalDisk { get; init; } = Holding.JournalDisk.Instance;
}
