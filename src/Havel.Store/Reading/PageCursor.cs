namespace Havel.Store.Reading;

/// <summary>Where a page ended, to be sealed by whoever sends it out: it holds keys of a row. Its length follows from
/// the query's sort alone. It says where to go on, never what may be seen: each page asks the grant anew.</summary>
public sealed class PageCursor
{
    /// <summary>Bytes of the longest cursor there can be: all sort keys that a query may have, each a text. Whoever
    /// pads cursors to one length pads them to this.</summary>
    public const int MaxBytes = CursorCodec.HeadBytes + (Limits.SortKeys * (1 + Limits.SortTextBytes));

    private readonly byte[] _bytes;

    internal PageCursor(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes to be sealed.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Takes the bytes of an unsealed cursor. Bytes that fit no query are told by the search.</summary>
    public static PageCursor Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());
}
