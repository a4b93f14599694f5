using Havel.Store.Writing;

namespace Havel.Store.Importing;

/// <summary>A batch of an import while it fills.</summary>
internal sealed class ImportGathering
{
    private long _bytes;

    public List<WriteOperation> Operations { get; } = [];

    public bool IsEmpty => Operations.Count == 0;

    /// <summary>Full by number or by size, whichever comes first: bodies wait in memory.</summary>
    public bool IsFull => Operations.Count >= Limits.ImportBatch || _bytes >= Limits.ImportBatchBytes;

    public void Add(WriteOperation operation)
    {
        Operations.Add(operation);
        _bytes += operation.Resource!.Body.Body.Length;
    }
}
