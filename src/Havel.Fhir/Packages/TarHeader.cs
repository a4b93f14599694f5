using System.Buffers.Binary;
using System.Text;

namespace Havel.Fhir.Packages;

/// <summary>The fields of a tar header that matter here. Source: POSIX.1-2017, pax, section "ustar Interchange
/// Format", https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, and for long names the GNU tar manual,
/// section "Basic Tar Format".</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Size = 512;

    private readonly ReadOnlySpan<byte> _block = block;

    /// <summary>Whether the block is the empty one that ends an archive.</summary>
    public bool IsEnd => !_block.ContainsAnyExcept((byte)0);

    /// <summary>What kind of entry: <c>0</c> for a file, <c>5</c> for a folder, <c>1</c> and <c>2</c> for links.
    /// </summary>
    public char Kind => (char)_block[156];

    /// <summary>Length of the content in bytes; -1 where the field makes no sense.</summary>
    public long Length => Number(_block.Slice(124, 12));

    /// <summary>The path, with slashes.</summary>
    public string Path
    {
        get
        {
            var name = Text(_block[..100]);
            var prefix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(_block.Slice(345, 155)) : string.Empty;
            return prefix.Length == 0 ? name : $"{prefix}/{name}";
        }
    }

    /// <summary>Whether the checksum is right; of a block that is no header it is not.</summary>
    public bool IsSound
    {
        get
        {
            var sum = 8 * ' ';
            for (var at = 0; at < Size; at++)
                sum += at is >= 148 and < 156 ? 0 : _block[at];
            return Number(_block.Slice(148, 8)) == sum;
        }
    }

    /// <summary>An octal number; or, for very large ones, a binary number behind a set bit (GNU).</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return field[..4] is [0x80, 0, 0, 0] ? BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : -1;

        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return -1;
            value = (value << 3) + digit - '0';
        }

        return value;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
