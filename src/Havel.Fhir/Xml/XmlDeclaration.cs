namespace Havel.Fhir.Xml;

/// <summary>What stands between <c>&lt;?xml</c> and <c>?&gt;</c>.
/// Source: https://www.w3.org/TR/xml/#NT-XMLDecl.</summary>
internal readonly ref struct XmlDeclaration
{
    private XmlDeclaration(ReadOnlySpan<byte> encoding)
    {
        IsWellFormed = true;
        Encoding = encoding;
    }

    public bool IsWellFormed { get; }

    /// <summary>The name of the encoding; empty where none is named.</summary>
    public ReadOnlySpan<byte> Encoding { get; }

    public static XmlDeclaration Read(ReadOnlySpan<byte> text)
    {
        // A processor of version 1.0 is not bound to read another version, and 1.1 has characters that this one lacks.
        if (!Take(ref text, "version"u8, out var version) || !version.SequenceEqual("1.0"u8))
            return default;
        if (Take(ref text, "encoding"u8, out var encoding) && encoding.IsEmpty)
            return default;
        if (Take(ref text, "standalone"u8, out var alone)
            && !alone.SequenceEqual("yes"u8) && !alone.SequenceEqual("no"u8))
        {
            return default;
        }

        return text.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? new XmlDeclaration(encoding) : default;
    }

    /// <summary>Takes blank, name, equals sign and quoted value off the text, if they stand there.</summary>
    private static bool Take(
        scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = text.TrimStart(" \t\r\n"u8);
        if (rest.Length == text.Length || !rest.StartsWith(name))
            return false;

        rest = rest[name.Length..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] != '=')
            return false;

        rest = rest[1..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
            return false;

        var length = rest[1..].IndexOf(rest[0]);
        if (length < 0)
            return false;

        value = rest.Slice(1, length);
        text = rest[(length + 2)..];
        return true;
    }
}
