namespace Havel.Store.Schema;

/// <summary>The rows of the table <c>meta</c>.</summary>
internal static class MetaName
{
    /// <summary><see cref="SchemaText.Version"/> of the program that made the tables.</summary>
    public const string SchemaVersion = "schema_version";

    /// <summary>Counts the commits that changed a patient's policies; what a reader compares its snapshot
    /// with.</summary>
    public const string PolicyVersion = "policy_version";

    /// <summary>Which process wrote last, as a number it made at random: where others write too, what a process
    /// remembers holds as long as this is its own number.</summary>
    public const string Writer = "writer";

    /// <summary>Which <see cref="Store.FullText"/> the store was made with.</summary>
    public const string FullText = "full_text";

    /// <summary>Counts the changes of the search parameters and their indexes.</summary>
    public const string IndexVersion = "index_version";

    /// <summary>Which journal of held creates belongs to the database.</summary>
    public const string JournalEpoch = "journal_epoch";

    /// <summary>Number of the last record of that journal which is in the tables.</summary>
    public const string JournalApplied = "journal_applied";

    /// <summary>The layout that the store is being brought from, while what follows from the bodies is not yet derived
    /// anew.</summary>
    public const string Migrating = "migrating";
}
