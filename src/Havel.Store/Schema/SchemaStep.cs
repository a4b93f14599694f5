namespace Havel.Store.Schema;

/// <summary>What brings a store from one layout to the next.</summary>
/// <param name="To">The layout it leads to.</param>
/// <param name="Sqlite">The statements, for SQLite.</param>
/// <param name="Postgres">The statements, for PostgreSQL.</param>
/// <param name="Derives">Whether what follows from the bodies is to be derived anew afterwards.</param>
internal sealed record SchemaStep(
    int To, IReadOnlyList<string> Sqlite, IReadOnlyList<string> Postgres, bool Derives)
{
    /// <summary>The oldest layout that this program brings up to its own.</summary>
    public const int Oldest = 3;

    /// <summary>All steps, in their order.</summary>
    public static IReadOnlyList<SchemaStep> All { get; } =
    [
        // Bodies are packed, texts can be searched, requests are answered later. Plain bodies stay readable.
        new(4, [SchemaText.Job, SchemaText.Narrative], [PostgresSchema.Job, PostgresSchema.Narrative], Derives: true),

        // Reindexing that goes on where it was, and the list of the steps themselves.
        new(5, [SchemaText.Reindex, SchemaText.Step], [PostgresSchema.Reindex, PostgresSchema.Step], Derives: false),

        // What has ever been written, and late ends of wide ranges.
        new(6, [SchemaText.Wide, SchemaText.Seen], [PostgresSchema.Wide, PostgresSchema.Seen], Derives: true),
    ];

    /// <summary>The steps that a store of that layout needs.</summary>
    public static IReadOnlyList<SchemaStep> From(long version) => [.. All.Where(step => step.To > version)];
}
