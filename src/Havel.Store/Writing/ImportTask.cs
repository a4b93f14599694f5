using System.Threading.Channels;
using Havel.Store.Importing;
using Havel.Store.Schema;

namespace Havel.Store.Writing;

/// <summary>A long transaction of an import: takes pieces as they are prepared, so that other cores go on beside the
/// writer, and writes their index rows at the end, sorted as a whole. A process that dies leaves nothing of
/// it.</summary>
/// <param name="pieces">Where the pieces come from. The task ends with them, or when it has enough.</param>
/// <param name="applier">Applies them.</param>
/// <param name="clock">Gives the time of the commit.</param>
/// <param name="stop">The store closes.</param>
internal sealed class ImportTask(
    ChannelReader<ImportGathering> pieces, BatchApplier applier, CommitClock clock, CancellationToken stop)
    : WriterTask
{
    /// <summary>What was done, once the task is.</summary>
    public SortedDictionary<string, ImportCount> Counts { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void Run(WriterState state, long lastCommit)
    {
        var updated = clock.Next();
        var empty = EmptyStore.Begin(state.Connection);
        var taken = 0;
        while (taken < Limits.ImportTransaction && Next() is { } piece)
        {
            var done = applier.Apply(new WriteBatch(piece.Operations) { IsPiece = true }, updated);
            if (!done.IsCommitted)
                throw new InvalidOperationException("An import was refused, and imports are not refused.");

            ImportCount.Add(Counts, done);
            taken += piece.Operations.Count;
        }

        state.Index.Flush();
        empty.End();
        state.Policies.PrepareCommit(state.Connection);
    }

    /// <inheritdoc/>
    public override void Publish(WriterState state)
    {
    }

    private ImportGathering? Next()
    {
        ImportGathering? piece;
        while (!pieces.TryRead(out piece))
        {
            if (!pieces.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
                return null;
        }

        return piece;
    }
}
