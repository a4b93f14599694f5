using System.Buffers;

namespace Havel.Fhir.Xml;

/// <summary>A growing buffer of XML.</summary>
internal sealed class XmlOutput
{
    private const int InitialBytes = 16 * 1024;

    private static readonly SearchValues<byte> Special = SearchValues.Create("<&\"\t\n\r"u8);

    private byte[] _bytes = new byte[InitialBytes];
    private byte[] _text = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Reset()
    {
        _length = 0;
        if (_bytes.Length > Limits.KeptBytes)
            _bytes = new byte[InitialBytes];
        if (_text.Length > Limits.KeptBytes)
            _text = new byte[256];
    }

    public void Append(byte value)
    {
        if (_length == _bytes.Length)
            Grow(1);
        _bytes[_length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
            Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Appends text for an attribute in double quotes. Tabs and line ends become references: bare they would
    /// be read as spaces. Source: https://www.w3.org/TR/xml/#AVNormalize.</summary>
    public void AppendValue(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var stop = text.IndexOfAny(Special);
            if (stop < 0)
            {
                Append(text);
                return;
            }

            Append(text[..stop]);
            Append(text[stop] switch
            {
                (byte)'<' => "&lt;"u8,
                (byte)'&' => "&amp;"u8,
                (byte)'"' => "&quot;"u8,
                (byte)'\t' => "&#9;"u8,
                (byte)'\n' => "&#10;"u8,
                _ => "&#13;"u8,
            });
            text = text[(stop + 1)..];
        }
    }

    /// <summary>Room for a text whose escapes must be resolved, good until the next call.</summary>
    public Span<byte> Text(int length)
    {
        if (_text.Length < length)
            _text = new byte[length * 2];
        return _text;
    }

    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
}
