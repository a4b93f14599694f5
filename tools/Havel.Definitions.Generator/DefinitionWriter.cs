using System.Text;

namespace Havel.Definitions.Generator;

/// <summary>Writes the primitives that DefinitionReader in Havel.Fhir reads; see there and
/// docs/definitions.md.</summary>
internal sealed class DefinitionWriter
{
    private const byte FormatVersion = 1;

    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<byte> _body = [];

    public void Number(int value) => WriteNumber(_body, value);

    public void Byte(byte value) => _body.Add(value);

    public void Flag(bool value) => _body.Add(value ? (byte)1 : (byte)0);

    public void Text(string value)
    {
        if (!_positions.TryGetValue(value, out var position))
        {
            position = _texts.Count;
            _positions.Add(value, position);
            _texts.Add(value);
        }

        Number(position);
    }

    public void Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (var value in values)
            Text(value);
    }

    public byte[] ToArray()
    {
        List<byte> file = [.. "HVLD"u8, FormatVersion];
        WriteNumber(file, _texts.Count);
        foreach (var text in _texts)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            WriteNumber(file, utf8.Length);
            file.AddRange(utf8);
        }

        file.AddRange(_body);
        return [.. file];
    }

    private static void WriteNumber(List<byte> bytes, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)value);
    }
}
