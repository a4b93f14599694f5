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
        /// <summary>Chance comes for so many ids at a time: asking for it costs more than making an id of it.</summary>
        private const int IdsAhead = 64;

        private const int IdBytes = 16;
        private const int VersionByte = 6;
        private const int VariantByte = 8;

        [ThreadStatic]
        private static byte[]? s_ahead;

        [ThreadStatic]
        private static int s_left;

        public override string Next()
        {
            if (s_left == 0)
            {
                RandomNumberGenerator.Fill(s_ahead ??= new byte[IdsAhead * IdBytes]);
                s_left = IdsAhead;
            }

            var bytes = s_ahead.AsSpan(--s_left * IdBytes, IdBytes);

            // The marks of version 4 and of the variant. Source: RFC 9562, section 5.4.
            bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | 0x40);
            bytes[VariantByte] = (byte)((bytes[VariantByte] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true).ToString();
        }
    }
}
