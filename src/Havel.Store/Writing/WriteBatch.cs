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

    /// <summary>Searches that must find what is expected once all operations are carried out: those of conditional
    /// references, which see what the transaction makes. Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
    public IReadOnlyList<WriteCondition> Afterwards { get; init; } = [];

    /// <summary>Whether the batch is carried out only to learn what <see cref="Afterwards"/> finds, and then
    /// undone.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Begins at the moment of the commit, so that reads see the store as this batch left it; null for
    /// none.</summary>
    public Reading.Snapshot? Snapshot { get; init; }

    /// <summary>Whether more of the same import follows in the same transaction: index rows may wait.</summary>
    internal bool IsPiece { get; init; }

    internal IReadOnlyList<WriteOperation> Operations { get; }
}
