using System.Buffers.Text;
using System.Text;

namespace Havel.Fhir.Packages;

/// <summary>The entries of a tar archive one after the other, without trust in any of its numbers: nothing is allocated
/// by what a header says.</summary>
/// <remarks>System.Formats.Tar rents a buffer of the size that an extended header claims, up to 2 GB, before it reads
/// it; and it tells faults by exceptions.</remarks>
internal sealed class TarEntries(PackageSource source)
{
    // A path of the longest that file systems know; whoever needs more is up to something.
    private const int MaxExtendedHeader = 64 * 1024;

    private readonly byte[] _block = new byte[TarHeader.Size];
    private readonly byte[] _scratch = new byte[MaxExtendedHeader];
    private string? _fault;
    private long _unread;
    private int _padding;

    /// <summary>The entry's path as it stands in the archive.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>Length of the content in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the entry is a file; else it is a folder.</summary>
    public bool IsFile { get; private set; }

    /// <summary>Why there are no more entries; null at the end of a sound archive.</summary>
    public string? Fault => source.Fault ?? _fault;

    /// <summary>Goes to the next file or folder.</summary>
    public bool Next()
    {
        string? longPath = null;
        long? longLength = null;
        while (ReadHeader())
        {
            var header = new TarHeader(_block);
            if (header.IsEnd)
                return false;
            if (!Open(header))
                return false;

            switch (header.Kind)
            {
                case 'L':
                    if (!ReadExtended())
                        return false;
                    longPath = Encoding.UTF8.GetString(_scratch.AsSpan(0, (int)Length).TrimEnd((byte)0));
                    continue;
                case 'x':
                    if (!ReadExtended())
                        return false;
                    ReadRecords(_scratch.AsSpan(0, (int)Length), ref longPath, ref longLength);
                    continue;
                case 'g' or 'K':
                    continue;
                default:
                    return Take(header.Kind, longPath ?? header.Path, longLength);
            }
        }

        return false;
    }

    /// <summary>Reads the whole content of the entry.</summary>
    public bool Read(Span<byte> target)
    {
        if (!source.Fill(target))
            return Fail("The archive ends within a file; it seems to be cut off.");

        _unread = 0;
        return true;
    }

    /// <summary>A path for a message: short, and without control characters.</summary>
    public static string Shown(string path)
    {
        var text = path.Length > Limits.QuotedBytes ? path[..Limits.QuotedBytes] + "..." : path;
        return '"' + string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)) + '"';
    }

    private bool ReadHeader()
    {
        if (!source.Skip(_unread + _padding, _scratch) || !source.Fill(_block))
            return Fail("The archive ends before its end mark; it seems to be cut off.");

        return true;
    }

    private bool Open(in TarHeader header)
    {
        if (!header.IsSound || header.Length < 0)
            return Fail("What is packed is no tar archive, or a damaged one.");

        SetLength(header.Length);
        return true;
    }

    private void SetLength(long length)
    {
        Length = _unread = length;
        _padding = (int)(-length & (TarHeader.Size - 1));
    }

    private bool Take(char kind, string path, long? length)
    {
        Path = path;
        IsFile = kind is '0' or '\0' or '7';
        if (!IsFile && kind != '5')
            return Fail($"The entry {Shown(path)} is a link or a device; a package has files only.");
        if (length is < 0)
            return Fail($"The entry {Shown(path)} has no sensible length.");

        if (length is { } real)
            SetLength(real);
        return true;
    }

    private bool ReadExtended() => Length > MaxExtendedHeader
        ? Fail("The archive has a path that is too long.")
        : Read(_scratch.AsSpan(0, (int)Length));

    /// <summary>Records of an extended header: <c>27 path=package/name.json\n</c>.</summary>
    private static void ReadRecords(ReadOnlySpan<byte> records, ref string? path, ref long? length)
    {
        while (Utf8Parser.TryParse(records, out int size, out var digits) && size > digits && size <= records.Length)
        {
            var record = records[(digits + 1)..Math.Max(size - 1, digits + 1)];
            if (record.StartsWith("path="u8))
                path = Encoding.UTF8.GetString(record[5..]);
            else if (record.StartsWith("size="u8))
                length = Utf8Parser.TryParse(record[5..], out long value, out _) ? value : -1;
            records = records[size..];
        }
    }

    private bool Fail(string fault)
    {
        _fault ??= fault;
        return false;
    }
}
