namespace Havel.Server.Importing;

/// <summary>Cuts a stream into lines, or takes it whole, and never holds more than the limit: a line beyond it is
/// counted,
/// named and passed over.</summary>
internal sealed class ItemReader(Stream stream, bool splitsLines)
{
    private readonly byte[] _chunk = new byte[1 << 16];
    private byte[] _gathered = new byte[4096];
    private int _count;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The line that comes next, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The next line that is not blank, or null at the end.</summary>
    public Item? Next()
    {
        while (!_isAtEnd || _start < _end)
        {
            var line = Line;
            var isTooLong = Gather();
            if (isTooLong)
                return new Item(line, default, IsTooLong: true);

            var text = _gathered.AsSpan(0, _count).Trim(" \t\r\n"u8);
            if (!text.IsEmpty)
                return new Item(line, text.ToArray(), IsTooLong: false);
        }

        return null;
    }

    // Reads up to the end of the line or of the stream; says whether that was too far.
    private bool Gather()
    {
        _count = 0;
        var isTooLong = false;
        while (true)
        {
            if (_start == _end && !Fill())
                return isTooLong;

            var rest = _chunk.AsSpan(_start, _end - _start);
            var newline = splitsLines ? rest.IndexOf((byte)'\n') : -1;
            var piece = newline < 0 ? rest : rest[..newline];
            isTooLong |= _count + piece.Length > Limits.MaxImportItemBytes;
            if (!isTooLong)
                Append(piece);

            _start += newline < 0 ? piece.Length : newline + 1;
            if (newline >= 0)
            {
                Line++;
                return isTooLong;
            }
        }
    }

    private bool Fill()
    {
        if (_isAtEnd)
            return false;

        _start = 0;
        _end = stream.Read(_chunk);
        _isAtEnd = _end == 0;
        return !_isAtEnd;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_gathered.Length - _count < piece.Length)
            Array.Resize(ref _gathered, Math.Max(_gathered.Length * 2, _count + piece.Length));

        piece.CopyTo(_gathered.AsSpan(_count));
        _count += piece.Length;
    }

    /// <summary>One line, or a whole file.</summary>
    internal readonly record struct Item(int Line, ReadOnlyMemory<byte> Bytes, bool IsTooLong);
}
