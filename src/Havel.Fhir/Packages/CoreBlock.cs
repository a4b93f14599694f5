using System.Buffers.Binary;
using System.IO.Compression;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Packages;

/// <summary>A compressed run of resources in the embedded file. Resources that are used together share a block, so
/// that what they have in common is stored once.</summary>
internal sealed class CoreBlock
{
    private const string FileName = "r4-core.bin";
    private const byte FormatVersion = 1;

    private readonly int _start;
    private readonly int _packedLength;
    private readonly int _length;
    private readonly Lock _lock = new();

    // Large arrays live until a full collection, so a block stays as long as it is used often, and no longer than
    // memory permits.
    private readonly WeakReference<byte[]?> _unpacked = new(null);

    private CoreBlock(int start, int packedLength, int length)
    {
        _start = start;
        _packedLength = packedLength;
        _length = length;
    }

    /// <summary>The blocks of the file, the index first; nothing is unpacked yet.</summary>
    public static CoreBlock[] ReadTable()
    {
        var file = DefinitionReader.Embedded(FileName);
        if (!file.StartsWith("HVLC"u8) || file[4] != FormatVersion)
            throw new InvalidDataException($"{FileName} is not of this version: run the generator again.");

        var blocks = new CoreBlock[BinaryPrimitives.ReadInt32LittleEndian(file[5..])];
        var start = 9 + (8 * blocks.Length);
        for (var at = 0; at < blocks.Length; at++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(9 + (8 * at))..]);
            var packed = BinaryPrimitives.ReadInt32LittleEndian(file[(13 + (8 * at))..]);
            blocks[at] = new CoreBlock(start, packed, length);
            start += packed;
        }

        return blocks;
    }

    /// <summary>A copy of a part of the block; a slice would keep the whole of it in memory.</summary>
    public byte[] Read(int start, int length) => Block().AsSpan(start, length).ToArray();

    /// <summary>The whole block, freshly unpacked.</summary>
    public byte[] Unpack()
    {
        var bytes = new byte[_length];
        var packed = DefinitionReader.Embedded(FileName).Slice(_start, _packedLength);
        return BrotliDecoder.TryDecompress(packed, bytes, out var written) && written == _length
            ? bytes
            : throw new InvalidDataException($"A block of {FileName} does not unpack.");
    }

    private byte[] Block()
    {
        lock (_lock)
        {
            if (_unpacked.TryGetTarget(out var bytes))
                return bytes;

            bytes = Unpack();
            _unpacked.SetTarget(bytes);
            return bytes;
        }
    }
}
