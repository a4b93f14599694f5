namespace Havel.Store.Writing;

/// <summary>Operations that are committed together or not at all: one for a create, update or delete, as many as it has
/// entries for a transaction Bundle. A resource is written at most once in a batch, import apart.</summary>
public sealed class WriteBatch
{
    /// <summary>Gathers the operations.</summary>
    /// <exception cref="ArgumentException">None, or more than <see cref="Limits.OperationsPerBatch"/>.</exception>
    public WriteBatch(params IReadOnlyList<WriteOperation> operations)
    {
        if (operations.Count is 0 or > Limits.OperationsPerBatch)
        {
            throw new ArgumentException(
                $"A batch has 1 to {Limits.OperationsPerBatch} operations.", nameof(operations));
        }

        Operations = operations;
    }

    internal IReadOnlyList<WriteOperation> Operations { get; }
}
