using System.Buffers;
using System.Text;

namespace Havel.Fhir.Xml;

/// <summary>A growing buffer of compact JSON.</summary>
internal sealed class JsonOutput
{
    private const int InitialBytes = 16 * 1024;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create("\"\\\t\n\r"u8);

    private byte[] _bytes = new byte[InitialBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The buffer itself: good until the next write.</summary>
    public ReadOnlyMemory<byte> Borrowed => _bytes.AsMemory(0, Length);

    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > Limits.KeptBytes)
            _bytes = new byte[InitialBytes];
    }

    /// <summary>Takes back what was written behind a place.</summary>
    public void Truncate(int length) => Length = length;

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
            Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Appends text with the escapes that JSON demands, without quotes. The text has no control characters
    /// but tabs and line ends.</summary>
    public void AppendText(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var stop = text.IndexOfAny(Escaped);
            if (stop < 0)
            {
                Append(text);
                return;
            }

            Append(text[..stop]);
            Append((byte)'\\');
            Append(text[stop] switch
            {
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                var other => other,
            });
            text = text[(stop + 1)..];
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
}
