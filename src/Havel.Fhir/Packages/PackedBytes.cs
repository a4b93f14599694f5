using System.IO.Compression;

namespace Havel.Fhir.Packages;

/// <summary>Bytes kept compressed, because a catalogue holds thousands of resources of which few are ever
/// read.</summary>
internal sealed class PackedBytes
{
    // Quality 1 packs some hundred megabytes a second, and JSON still shrinks to about a tenth.
    private const int Quality = 1;
    private const int Window = 20;

    // Below this the frame costs as much as it saves.
    private const int NotWorthIt = 128;

    private readonly byte[] _packed;

    private PackedBytes(byte[] packed, int length)
    {
        _packed = packed;
        Length = length;
    }

    /// <summary>The number of bytes as they were.</summary>
    public int Length { get; }

    /// <summary>The number of bytes that are held.</summary>
    public int PackedLength => _packed.Length;

    /// <summary>Packs bytes with the help of a buffer that grows when it has to.</summary>
    public static PackedBytes Pack(ReadOnlySpan<byte> bytes, ref byte[] buffer)
    {
        var room = BrotliEncoder.GetMaxCompressedLength(bytes.Length);
        if (buffer.Length < room)
            buffer = new byte[Math.Max(room, 2 * buffer.Length)];
        var written = 0;
        var isSmaller = bytes.Length > NotWorthIt
            && BrotliEncoder.TryCompress(bytes, buffer, out written, Quality, Window)
            && written < bytes.Length;
        return new PackedBytes(isSmaller ? buffer[..written] : bytes.ToArray(), bytes.Length);
    }

    /// <summary>Packs bytes with a buffer of its own: for single resources.</summary>
    public static PackedBytes Pack(ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = [];
        return Pack(bytes, ref buffer);
    }

    /// <summary>A fresh copy of the bytes.</summary>
    public byte[] Read()
    {
        var bytes = new byte[Length];
        if (_packed.Length == Length)
            _packed.CopyTo(bytes, 0);
        else if (!BrotliDecoder.TryDecompress(_packed, bytes, out var written) || written != Length)
            throw new InvalidDataException("Packed bytes do not unpack.");
        return bytes;
    }
}
