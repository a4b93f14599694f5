using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Havel.Store.Bodies;

/// <summary>The dictionaries of a generation, out of the program itself. The file is made by
/// <c>bench/Havel.Bench bodies</c> and never changes once bodies were written by it: what is learned anew is another
/// generation beside it. Number 0 is for types that have none of their own; the others hold it behind what is
/// theirs.</summary>
internal sealed class BodyDictionaries
{
    private static readonly Lazy<BodyDictionaries> s_current = new(Load);
    private readonly Lazy<BodyDictionary>[] _all;
    private readonly FrozenDictionary<string, byte> _numbers;

    /// <summary>Reads a file: of each dictionary its name, its packed and its plain length, its packed text.</summary>
    public BodyDictionaries(ReadOnlyMemory<byte> file)
    {
        var all = new List<Lazy<BodyDictionary>>();
        var numbers = new Dictionary<string, byte>(StringComparer.Ordinal);
        for (var place = 0; place < file.Length;)
        {
            var head = file.Span[place..];
            var name = Encoding.ASCII.GetString(head.Slice(1, head[0]));
            var packed = BinaryPrimitives.ReadInt32LittleEndian(head[(1 + head[0])..]);
            var plain = BinaryPrimitives.ReadInt32LittleEndian(head[(5 + head[0])..]);
            var text = file.Slice(place + 9 + head[0], packed);
            var number = checked((byte)all.Count);
            var common = number == 0 ? null : all[0];
            all.Add(new Lazy<BodyDictionary>(() => new BodyDictionary(
                number, [.. Inflate(text.Span, plain), .. common is null ? [] : common.Value.Text])));
            numbers.Add(name, number);
            place += 9 + head[0] + packed;
        }

        _all = [.. all];
        _numbers = numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static BodyDictionaries Current => s_current.Value;

    /// <summary>The names, in the order of the numbers.</summary>
    public IReadOnlyCollection<string> Names => _numbers.Keys;

    public BodyDictionary Of(string type) => _all[_numbers.GetValueOrDefault(type)].Value;

    /// <summary>A dictionary by its number.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public BodyDictionary At(byte number) => number < _all.Length
        ? _all[number].Value
        : throw new InvalidDataException($"A stored body needs dictionary {number}, which this Havel does not have.");

    private static BodyDictionaries Load()
    {
        using var stream = typeof(BodyDictionaries).Assembly.GetManifestResourceStream("bodies-1.bin")!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return new BodyDictionaries(file);
    }

    private static byte[] Inflate(ReadOnlySpan<byte> packed, int length)
    {
        var text = new byte[length];
        if (!BrotliDecoder.TryDecompress(packed, text, out var written) || written != length)
            throw new InvalidDataException("The dictionaries of the program are damaged.");

        return text;
    }
}
