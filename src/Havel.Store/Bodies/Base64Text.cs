using System.Buffers;
using System.Buffers.Text;

namespace Havel.Store.Bodies;

/// <summary>Finds base64 that comes out the same when its content is encoded again.</summary>
internal static class Base64Text
{
    public static SearchValues<byte> Chars { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>How many characters of base64, padding included, the text begins with, in whole groups.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(Chars);
        if (length < 0)
            length = text.Length;

        for (var padding = 0; padding < 2 && length < text.Length && text[length] == '='; padding++)
            length++;

        return length % 4 == 0 ? length : 0;
    }

    /// <summary>The content, or null where it would not be encoded the same way again.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var content = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, content, out var read, out var written) != OperationStatus.Done
            || read != text.Length)
        {
            return null;
        }

        var again = new byte[text.Length];
        var done = Base64.EncodeToUtf8(content.AsSpan(0, written), again, out _, out var length);
        return done == OperationStatus.Done && length == text.Length && text.SequenceEqual(again)
            ? content[..written]
            : null;
    }
}
