using System.IO.Hashing;
using System.Text;

namespace Havel.Fhir.Search;

/// <summary>The hashes that index rows carry instead of text. They are written into databases: what they give for a
/// text
/// must never change (a test holds golden values). All are XXH3 with seed 0 over UTF-8.</summary>
public static class SearchHash
{
    /// <summary>The system of a row that is a reference: such rows are indexed by the resource that holds them
    /// too.</summary>
    public const int LinkSystem = -1;

    /// <summary>The system of a row that holds a quantity of UCUM converted to another unit. It is met by searches in a
    /// unit of UCUM alone, never by one without a unit.</summary>
    public const int ConvertedSystem = -2;

    private const int StackLimit = 512;

    /// <summary>Key of a resource: hash of <c>Type/id</c>. The id is case-sensitive.</summary>
    public static long Key(string type, string id)
    {
        var length = Encoding.UTF8.GetMaxByteCount(type.Length + 1 + id.Length);
        var buffer = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        var written = Encoding.UTF8.GetBytes(type, buffer);
        buffer[written++] = (byte)'/';
        written += Encoding.UTF8.GetBytes(id, buffer[written..]);
        return Key(buffer[..written]);
    }

    /// <summary>Key of a resource given as <c>Type/id</c>.</summary>
    public static long Key(string reference) => OfText(reference);

    /// <inheritdoc cref="Key(string)"/>
    public static long Key(ReadOnlySpan<byte> reference) => (long)XxHash3.HashToUInt64(reference);

    /// <summary>Hash of a token's code, with ASCII letters folded: R4 asks servers to match tokens without regard to
    /// case
    /// where in doubt. Source: https://hl7.org/fhir/R4/search.html#token.</summary>
    public static long Token(string code) => OfFolded(code);

    /// <inheritdoc cref="Token(string)"/>
    public static long Token(ReadOnlySpan<byte> code)
    {
        var buffer = code.Length <= StackLimit ? stackalloc byte[code.Length] : new byte[code.Length];
        for (var i = 0; i < code.Length; i++)
        {
            var letter = code[i];
            buffer[i] = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        }

        return (long)XxHash3.HashToUInt64(buffer);
    }

    /// <summary>Hash of an identifier's value together with a code of its type, for <c>:of-type</c>.</summary>
    public static long TypedValue(string code, string value) => OfFolded($"{code}|{value}");

    /// <summary>Hash of a code system or another name space; 0 only for none.</summary>
    public static int System(string uri) => uri.Length == 0 ? 0 : Folded32(OfText(uri));

    /// <inheritdoc cref="System(string)"/>
    public static int System(ReadOnlySpan<byte> uri) =>
        uri.IsEmpty ? 0 : Folded32((long)XxHash3.HashToUInt64(uri));

    /// <summary>Hash of an address, compared exactly.</summary>
    public static long Uri(string uri) => OfText(uri);

    /// <inheritdoc cref="Uri(string)"/>
    public static long Uri(ReadOnlySpan<byte> uri) => (long)XxHash3.HashToUInt64(uri);

    /// <summary>Hash of a unit's code or text, case-sensitive as UCUM is; 0 only for none.</summary>
    public static long Unit(string unit) => unit.Length == 0 ? 0 : NotZero(OfText(unit));

    /// <inheritdoc cref="Unit(string)"/>
    public static long Unit(ReadOnlySpan<byte> unit) =>
        unit.IsEmpty ? 0 : NotZero((long)XxHash3.HashToUInt64(unit));

    /// <summary>Hash of a text as written, for <c>:exact</c>.</summary>
    public static int Exact(string text) => Folded32(OfText(text));

    private static long OfText(string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        return (long)XxHash3.HashToUInt64(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    private static long OfFolded(string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        return Token(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    private static int Folded32(long hash)
    {
        var folded = (int)(hash ^ (hash >> 32));
        return folded == 0 ? 1 : folded;
    }

    private static long NotZero(long hash) => hash == 0 ? 1 : hash;
}
