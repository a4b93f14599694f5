using System.Globalization;
using System.Text;

namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>The escapes of strings and delimited identifiers. Source: https://hl7.org/fhirpath/N1/#string.</summary>
internal static class StringEscapes
{
    public static string Resolve(string source, int start, int end)
    {
        var raw = source.AsSpan(start, end - start);
        if (!raw.Contains('\\'))
            return raw.ToString();

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
                text.Append(raw[i]);
            else
                i = AppendEscape(text, raw, i + 1, start);
        }

        return text.ToString();
    }

    /// <summary>Appends what an escape stands for; gives the index of its last character.</summary>
    private static int AppendEscape(StringBuilder text, ReadOnlySpan<char> raw, int at, int start)
    {
        if (raw[at] == 'u')
        {
            if (at + 4 >= raw.Length
                || !ushort.TryParse(raw.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, null, out var code))
            {
                throw new SyntaxFault(start + at, "The escape \\u wants four hexadecimal digits");
            }

            text.Append((char)code);
            return at + 4;
        }

        text.Append(raw[at] switch
        {
            'r' => '\r',
            'n' => '\n',
            't' => '\t',
            'f' => '\f',
            '\'' or '"' or '`' or '\\' or '/' => raw[at],
            // The grammar knows no other escape, but official invariants write \. and \d for their regular expressions.
            var other => KeepBackslash(text, other),
        });
        return at;
    }

    private static char KeepBackslash(StringBuilder text, char escaped)
    {
        text.Append('\\');
        return escaped;
    }
}
