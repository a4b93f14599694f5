using Havel.Store.Writing;

namespace Havel.Store.Importing;

/// <summary>A batch of an import while it fills.</summary>
/// <param name="most">How many resources it takes.</param>
internal sealed class ImportGathering(int most)
{
    private long _bytes;

    public List<WriteOperation> Operations { get; } = [];

    public bool IsEmpty => Operations.Count == 0;

    /// <summary>Full by number or by size, whichever comes first: bodies wait in memory.</summary>
    public bool IsFull => Operations.Count >= most || _bytes >= Limits.ImportBatchBytes;

    public void Add(WriteOperation operation)
    {
        Operations.Add(operation);
        _bytes += operation.Resource!.Packed.Length;
    }
}
