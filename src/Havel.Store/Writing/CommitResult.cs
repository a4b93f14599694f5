namespace Havel.Store.Writing;

/// <summary>The answer to a batch: committed as a whole, or not at all.</summary>
/// <param name="IsCommitted">Whether the batch is on disk.</param>
/// <param name="Results">One answer for each operation, in their order. Of a batch that was not committed, the
/// operation that refused says why and all others are <see cref="WriteStatus.Undone"/>.</param>
public sealed record CommitResult(bool IsCommitted, IReadOnlyList<WriteResult> Results);
