using System.Text;

namespace Havel.Fhir.Definitions;

/// <summary>Reads the primitives of a definition file. The format is described in docs/definitions.md; its writer is
/// DefinitionWriter in tools/Havel.Definitions.Generator. A file is the mark <c>HVLD</c>, one byte of format
/// version, the
/// table of all texts, and the body, which names a text by its position in the table.</summary>
/// <remarks>The files are part of the assembly, so a fault in them is our bug and throws.</remarks>
internal ref struct DefinitionReader
{
    private const byte FormatVersion = 1;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string[] _texts;
    private int _at;

    private DefinitionReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _texts = [];
        if (!bytes.StartsWith("HVLD"u8) || bytes[4] != FormatVersion)
            throw new InvalidDataException("Not a definition file of this version: run the generator again.");

        _at = 5;
        _texts = new string[Number()];
        for (var index = 0; index < _texts.Length; index++)
            _texts[index] = RawText();
    }

    /// <summary>Opens an embedded file without copying it.</summary>
    /// <param name="name">File name in Definitions/Data, such as <c>r4-types.bin</c>.</param>
    public static DefinitionReader Open(string name) => new(Embedded(name));

    /// <summary>Opens what has been unpacked elsewhere.</summary>
    public static DefinitionReader Over(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>The bytes of an embedded file where they lie in the mapped assembly.</summary>
    public static unsafe ReadOnlySpan<byte> Embedded(string name)
    {
        var stream = typeof(DefinitionReader).Assembly.GetManifestResourceStream(name) as UnmanagedMemoryStream
            ?? throw new InvalidDataException($"The assembly lacks {name}.");
        return new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length));
    }

    /// <summary>An unsigned number: seven bits a byte, the lowest first, the high bit set while more follow.</summary>
    public int Number()
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public byte Byte() => _bytes[_at++];

    public bool Flag() => Byte() != 0;

    /// <summary>A text by its position in the table.</summary>
    public string Text() => _texts[Number()];

    /// <summary>A text, or null where it is empty.</summary>
    public string? OptionalText() => Text() is { Length: > 0 } text ? text : null;

    public string[] Texts()
    {
        var count = Number();
        if (count == 0)
            return [];

        var texts = new string[count];
        for (var index = 0; index < count; index++)
            texts[index] = Text();
        return texts;
    }

    /// <summary>Makes sure that reader and writer agree on the layout.</summary>
    public readonly void Finish()
    {
        if (_at != _bytes.Length)
            throw new InvalidDataException($"{_bytes.Length - _at} bytes of a definition file were not read.");
    }

    private string RawText()
    {
        var length = Number();
        var text = Encoding.UTF8.GetString(_bytes.Slice(_at, length));
        _at += length;
        return text;
    }
}
