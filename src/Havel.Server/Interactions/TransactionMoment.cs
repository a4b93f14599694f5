using Havel.Store;
using Havel.Store.Reading;

namespace Havel.Server.Interactions;

/// <summary>The moment that the reads of a transaction see. It holds one of the store's few readers, so it is taken as
/// late as it can be: right before the commit, and given back when the last read is done.</summary>
internal sealed class TransactionMoment(FhirStore store, bool isWanted) : IDisposable
{
    /// <summary>The reader that has been taken; null for none.</summary>
    public Snapshot? Current { get; private set; }

    /// <summary>Takes a reader, unless nothing is to be read.</summary>
    public Snapshot? Take() => isWanted ? Current ??= store.NewSnapshot() : null;

    /// <summary>Gives the reader back: the commit it was to begin with did not happen.</summary>
    public void Drop()
    {
        Current?.Dispose();
        Current = null;
    }

    public void Dispose() => Drop();
}
