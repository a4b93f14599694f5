using System.Security.Cryptography;

namespace Havel.Server;

/// <summary>Where ids of the server's own making come from. They are random UUIDs of version 4: version 7 would sort
/// better, but the
/// store keys by hash and gains nothing from it, and a random id shows nothing, not even when it was made.</summary>
internal abstract class IdSource
{
    public static readonly IdSource Random = new RandomIds();

    /// <summary>A new id, never given out before. Safe for several threads.</summary>
    public abstract string Next();

    private sealed class RandomIds : IdSource
    {
        private const int VersionByte = 6;
        private const int VariantByte = 8;

        public override string Next()
        {
            Span<byte> bytes = stackalloc byte[16];
            RandomNumberGenerator.Fill(bytes);

            // The marks of version 4 and of the variant. Source: RFC 9562, section 5.4.
            bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | 0x40);
            bytes[VariantByte] = (byte)((bytes[VariantByte] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true).ToString();
        }
    }
}
