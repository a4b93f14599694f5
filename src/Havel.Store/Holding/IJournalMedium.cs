namespace Havel.Store.Holding;

/// <summary>The open file of a journal.</summary>
internal interface IJournalMedium : IDisposable
{
    /// <summary>Writes bytes; durable after the next flush.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Makes durable what was written, with the file's length.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    void FlushAll();

    /// <summary>Makes durable what was written within the length there was.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    void Flush();
}
