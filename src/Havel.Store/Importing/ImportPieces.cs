using System.Threading.Channels;
using Havel.Store.Writing;

namespace Havel.Store.Importing;

/// <summary>Pieces of an import on their way to the writer, which takes them in transactions of its own size until they
/// end.</summary>
internal sealed class ImportPieces
{
    private readonly Channel<ImportGathering> _pieces =
        Channel.CreateBounded<ImportGathering>(Limits.ImportPiecesUnderWay);

    private readonly Task _written;

    /// <summary>Begins to write.</summary>
    /// <param name="committer">The writer.</param>
    /// <param name="done">Told what was done of each transaction that is durable.</param>
    public ImportPieces(Committer committer, Action<IReadOnlyDictionary<string, ImportCount>> done) =>
        _written = WriteAsync(committer, done);

    /// <summary>Hands a piece over; waits where the writer is behind.</summary>
    public async ValueTask AddAsync(ImportGathering piece)
    {
        try
        {
            await _pieces.Writer.WriteAsync(piece);
        }
        catch (ChannelClosedException)
        {
            // What went wrong with the writing is what the caller is to hear.
            await _written;
            throw;
        }
    }

    /// <summary>Waits until all is durable.</summary>
    public Task CompleteAsync()
    {
        _pieces.Writer.TryComplete();
        return _written;
    }

    /// <summary>Lets the writer go; what is not durable is undone.</summary>
    public void Abandon() => _pieces.Writer.TryComplete(new OperationCanceledException("The import was given up."));

    private async Task WriteAsync(Committer committer, Action<IReadOnlyDictionary<string, ImportCount>> done)
    {
        try
        {
            while (await _pieces.Reader.WaitToReadAsync())
                done(await committer.ImportAsync(_pieces.Reader));
        }
        catch (Exception failure)
        {
            _pieces.Writer.TryComplete(failure);
            throw;
        }
    }
}
