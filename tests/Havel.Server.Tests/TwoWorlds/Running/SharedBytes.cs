using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Keeps equal answers once. Nearly all answers of two worlds are equal, and there are some hundred
/// thousand of them.</summary>
internal static class SharedBytes
{
    private static readonly ConcurrentDictionary<UInt128, byte[]> Known = new();

    /// <summary>The same bytes, in an array that others with the same bytes share.</summary>
    public static byte[] Of(byte[] bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        var known = Known.GetOrAdd(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest), bytes);
        return known.AsSpan().SequenceEqual(bytes) ? known : bytes;
    }
}
