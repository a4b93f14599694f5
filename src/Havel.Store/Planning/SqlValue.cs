using System.IO.Hashing;
using System.Text;
using System.Runtime.InteropServices;
using Havel.Store.Databases;

namespace Havel.Store.Planning;

/// <summary>A value bound to a statement: an integer, a real, a text or bytes.</summary>
internal readonly struct SqlValue
{
    private readonly object? _text;
    private readonly double _real;
    private readonly long _integer;
    private readonly bool _isReal;

    public SqlValue(long value) => _integer = value;

    public SqlValue(double value)
    {
        _real = value;
        _isReal = true;
    }

    public SqlValue(string value) => _text = value;

    /// <summary>Bytes: texts as they are sorted.</summary>
    public SqlValue(byte[] value) => _text = value;

    /// <summary>A list of small numbers.</summary>
    public SqlValue(short[] values) => _text = values;

    /// <summary>A list.</summary>
    public SqlValue(long[] values) => _text = values;

    public void Bind(Statement statement, int index)
    {
        if (_text is string text)
            statement.BindText(index, text);
        else if (_text is byte[] bytes)
            statement.BindBlob(index, bytes);
        else if (_text is long[] values)
            statement.Bind(index, values);
        else if (_text is short[] small)
            statement.Bind(index, small);
        else if (_isReal)
            statement.Bind(index, _real);
        else
            statement.Bind(index, _integer);
    }

    public long Integer => _integer;

    public double Real => _real;

    /// <summary>The text; null for what is none.</summary>
    public string? Text => _text as string;

    /// <summary>The text's bytes; null for numbers.</summary>
    public byte[]? Bytes => _text as byte[] ?? (_text is string text ? Encoding.UTF8.GetBytes(text) : null);

    /// <summary>A number for the value, the same in every process.</summary>
    public ulong Fingerprint() => _text switch
    {
        string text => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan())),
        byte[] bytes => XxHash3.HashToUInt64(bytes),
        _ => (ulong)(_isReal ? BitConverter.DoubleToInt64Bits(_real) : _integer) * 0xC2B2AE3D27D4EB4F,
    };

    public override string ToString() => _text is not null ? $"'{_text}'" : _isReal ? $"{_real}" : $"{_integer}";
}
