using Havel.Store.Writing;

namespace Havel.Store.Holding;

/// <summary>Creates that are written into the journal together, and who waits for them.</summary>
/// <param name="Half">Half of the journal.</param>
/// <param name="Offset">Where in it.</param>
/// <param name="Bytes">The records, one after the other.</param>
/// <param name="Creates">What they are of.</param>
/// <param name="Waiting">The batches, in the same order.</param>
internal sealed record JournalGroup(
    int Half, int Offset, byte[] Bytes, IReadOnlyList<HeldCreate> Creates, IReadOnlyList<PendingBatch> Waiting);
