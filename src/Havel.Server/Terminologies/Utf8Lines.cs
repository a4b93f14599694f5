using System.Text;

namespace Havel.Server.Terminologies;

/// <summary>Reads a text file line by line as bytes, within a fixed memory.</summary>
internal sealed class Utf8Lines(Stream stream, string name) : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    public string Name => name;

    /// <summary>The next line without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            if (length < 0 && !_isAtEnd)
            {
                Fill();
                continue;
            }

            if (length < 0 && rest.IsEmpty)
            {
                line = default;
                return false;
            }

            line = length < 0 ? rest : rest[..length];
            _start += length < 0 ? rest.Length : length + 1;
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (Line++ == 0 && line.StartsWith(Encoding.UTF8.Preamble))
                line = line[3..];
            return true;
        }
    }

    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= Limits.MaxTerminologyLine)
                throw SourceFault.At(name, Line + 1, $"A line of more than {Limits.MaxTerminologyLine} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = count == 0;
        _end += count;
    }
}
