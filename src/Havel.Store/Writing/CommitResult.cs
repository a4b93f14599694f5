namespace Havel.Store.Writing;

/// <summary>The answer to a batch: committed as a whole, or not at all.</summary>
/// <param name="IsCommitted">Whether the batch is on disk.</param>
/// <param name="Results">One answer for each operation, in their order. Of a batch that was not committed, the
/// operation that refused says why and all others are <see cref="WriteStatus.Undone"/>.</param>
public sealed record CommitResult(bool IsCommitted, IReadOnlyList<WriteResult> Results)
{
    /// <summary>Stands for the answer to a create that is held, until its caller's thread makes one.</summary>
    internal static readonly CommitResult Held = new(IsCommitted: true, []);

    /// <summary>What each search of <see cref="WriteBatch.Afterwards"/> found, two ids at most; null where they were
    /// not asked, or found what was expected and the batch is no rehearsal.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Found { get; init; }
}
