using System.Net;
using System.Text;

namespace Havel.Fhir.Xml;

/// <summary>A narrative's text as a piece of XML: byte for byte, but that it says its namespace and that characters
/// which only HTML has a name for are written by number. Source: https://hl7.org/fhir/R4/narrative.html.</summary>
internal static class NarrativeXml
{
    /// <summary>Writes a div that the parser has let pass.</summary>
    public static void Write(ReadOnlySpan<byte> xhtml, XmlOutput target)
    {
        var text = xhtml.Trim(" \t\r\n"u8);
        var tag = text[..(text.IndexOf((byte)'>') + 1)];
        target.Append("<div"u8);
        if (tag.IndexOf(" xmlns="u8) < 0 && tag.IndexOf("\nxmlns="u8) < 0)
            target.Append(" xmlns=\"http://www.w3.org/1999/xhtml\""u8);

        text = text[4..];
        while (true)
        {
            var mark = text.IndexOf((byte)'&');
            if (mark < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..mark]);
            text = text[mark..];
            var length = XmlText.ReadReference(text, out _);
            if (length > 0)
                target.Append(text[..length]);
            else
                length = WriteHtmlName(text, target);
            text = text[length..];
        }
    }

    /// <summary>Writes <c>&amp;nbsp;</c> as <c>&amp;#160;</c>; what is no name at all stays as text.</summary>
    private static int WriteHtmlName(ReadOnlySpan<byte> text, XmlOutput target)
    {
        var end = text[..Math.Min(text.Length, 40)].IndexOf((byte)';');
        var name = end < 0 ? string.Empty : Encoding.UTF8.GetString(text[..(end + 1)]);
        var decoded = WebUtility.HtmlDecode(name);
        if (name.Length == 0 || string.Equals(name, decoded, StringComparison.Ordinal) || !IsCharacter(decoded))
        {
            target.Append("&amp;"u8);
            return 1;
        }

        Span<byte> digits = stackalloc byte[12];
        target.Append("&#"u8);
        System.Buffers.Text.Utf8Formatter.TryFormat(char.ConvertToUtf32(decoded, 0), digits, out var count);
        target.Append(digits[..count]);
        target.Append((byte)';');
        return end + 1;
    }

    private static bool IsCharacter(string text) =>
        text.Length is 1 or 2 && Rune.TryGetRuneAt(text, 0, out var rune) && rune.Utf16SequenceLength == text.Length
        && rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF);
}
