namespace Havel.Fhir.Terminology.Grammars;

/// <summary>Media types: <c>type/subtype; name=value</c>. Whether a well-formed type is registered is not asked,
/// because the register changes daily. Sources: https://www.rfc-editor.org/rfc/rfc6838#section-4.2 and RFC 2045,
/// section 5.1.</summary>
internal sealed class MimeCodeSystem : GrammarCodeSystem
{
    public override string Url => "urn:ietf:bcp:13";

    public override string Name => "MimeTypes";

    public override bool IsCaseSensitive => false;

    public override string? Display(Concept concept) => concept.Text;

    protected override bool IsCode(string code)
    {
        var rest = code.AsSpan();
        if (!TakeToken(ref rest) || !Take(ref rest, '/') || !TakeToken(ref rest))
            return false;

        while (true)
        {
            rest = rest.TrimStart(' ');
            if (rest.IsEmpty)
                return true;
            if (!Take(ref rest, ';'))
                return false;

            rest = rest.TrimStart(' ');
            if (!TakeToken(ref rest) || !Take(ref rest, '=') || !(TakeToken(ref rest) || TakeQuoted(ref rest)))
                return false;
        }
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char sign)
    {
        if (rest.IsEmpty || rest[0] != sign)
            return false;

        rest = rest[1..];
        return true;
    }

    private static bool TakeToken(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && IsTokenSign(rest[length]))
            length++;

        rest = rest[length..];
        return length > 0;
    }

    private static bool TakeQuoted(ref ReadOnlySpan<char> rest)
    {
        if (!Take(ref rest, '"'))
            return false;

        var end = rest.IndexOf('"');
        rest = rest[(end + 1)..];
        return end >= 0;
    }

    private static bool IsTokenSign(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`{|}~".Contains(c);
}
