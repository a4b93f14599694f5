using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Havel.Consent.Callers;
using Havel.Server.Tokens;
using Havel.Store.Reading;

namespace Havel.Server.Paging;

/// <summary>Seals the place where the next page starts: encrypted, so that it shows nothing; authenticated together
/// with caller and query, so that it serves nobody else and nothing else; always of one length, which the longest
/// cursor there can be fits. It grants nothing: each page is read under the grant of its own request.</summary>
internal sealed class PageSeal
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = sizeof(long) + sizeof(ushort);
    private const int PlainBytes = HeadBytes + PageCursor.MaxBytes;
    private const int TokenBytes = NonceBytes + PlainBytes + TagBytes;

    private readonly byte[] _key;
    private readonly TimeProvider _clock;

    public PageSeal(string folder, TimeProvider clock)
    {
        _key = KeyFile.ReadOrMake(Path.Combine(folder, "page.key"), () => RandomNumberGenerator.GetBytes(32));
        _clock = clock;
    }

    /// <summary>Seals a cursor for the next request of the same caller with the same query.</summary>
    /// <param name="cursor">At most <see cref="PageCursor.MaxBytes"/>; the rest is padded, so that the length of a
    /// token tells nothing, not even how its query is sorted.</param>
    /// <param name="caller">Who may open the token.</param>
    /// <param name="query">The query it goes on with.</param>
    public string Seal(ReadOnlySpan<byte> cursor, Caller caller, string query)
    {
        Span<byte> plain = stackalloc byte[PlainBytes];
        plain.Clear();
        var expiry = _clock.GetUtcNow() + Limits.PageTokenLife;
        BinaryPrimitives.WriteInt64LittleEndian(plain, expiry.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(plain[sizeof(long)..], checked((ushort)cursor.Length));
        cursor.CopyTo(plain[HeadBytes..]);

        Span<byte> token = stackalloc byte[TokenBytes];
        RandomNumberGenerator.Fill(token[..NonceBytes]);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(
            token[..NonceBytes], plain, token[NonceBytes..^TagBytes], token[^TagBytes..], Binding(caller, query));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Opens a token. All that is wrong with one reads alike, except its age.</summary>
    public PageToken Open(string text, Caller caller, string query)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        if (text.Length != Base64Url.GetEncodedLength(TokenBytes)
            || !Base64Url.TryDecodeFromChars(text, token, out var written)
            || written != TokenBytes)
        {
            return Foreign;
        }

        Span<byte> plain = stackalloc byte[PlainBytes];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(
                token[..NonceBytes], token[NonceBytes..^TagBytes], token[^TagBytes..], plain, Binding(caller, query));
        }
        catch (AuthenticationTagMismatchException)
        {
            return Foreign;
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(plain) < _clock.GetUtcNow().ToUnixTimeMilliseconds())
            return new PageToken(null, "The page link has expired. Start the search again.");

        var length = BinaryPrimitives.ReadUInt16LittleEndian(plain[sizeof(long)..]);
        return new PageToken(plain.Slice(HeadBytes, length).ToArray(), null);
    }

    private static PageToken Foreign =>
        new(null, "The page link is damaged, or was made for another caller or another query.");

    private static byte[] Binding(Caller caller, string query)
    {
        var text = string.Join('\n',
            caller.Kind.ToString(),
            caller.Person,
            caller.Purpose.Code,
            string.Join(',', caller.Organizations),
            query);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
