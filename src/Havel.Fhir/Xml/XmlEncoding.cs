using System.Buffers;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>What must hold of the bytes before a tag is looked at: UTF-8, and only characters that XML has.
/// Source: https://www.w3.org/TR/xml/#charsets, https://hl7.org/fhir/R4/http.html#mime-type.</summary>
internal static class XmlEncoding
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    /// <summary>What speaks against the bytes, or null.</summary>
    public static Issue? FaultOf(ReadOnlySpan<byte> xml)
    {
        if (xml is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, (byte)'<', ..] or [(byte)'<', 0, ..] or [0, 0, 0, ..])
            return Fault("The input seems to be UTF-16 or UTF-32; FHIR wants UTF-8.", xml, 0);
        if (EncodingRules.FaultOf(xml) is { } fault)
            return fault;

        var at = xml.IndexOfAny(Controls);
        if (at >= 0)
            return Fault($"The input holds the control character U+{xml[at]:X4}, which XML does not have.", xml, at);

        at = NonCharacter(xml);
        return at < 0 ? null : Fault("The input holds U+FFFE or U+FFFF, which XML does not have.", xml, at);
    }

    /// <summary>Where one of the two characters of the basic plane stands that XML does not have; -1 for
    /// nowhere.</summary>
    public static int NonCharacter(ReadOnlySpan<byte> utf8)
    {
        var first = utf8.IndexOf("\uFFFE"u8);
        return first >= 0 ? first : utf8.IndexOf("\uFFFF"u8);
    }

    private static Issue Fault(string message, ReadOnlySpan<byte> xml, int at)
    {
        var (line, column) = Place(xml, at);
        return new Issue(IssueSeverity.Fatal, IssueType.Invalid, message, null, line, column);
    }

    /// <summary>Line and column of an offset, both from 1.</summary>
    public static (int Line, int Column) Place(ReadOnlySpan<byte> xml, int at)
    {
        var before = xml[..Math.Min(at, xml.Length)];
        return (1 + before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
    }
}
