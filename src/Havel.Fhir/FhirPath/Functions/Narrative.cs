using System.Collections.Frozen;
using System.Xml;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>What XHTML a narrative may hold: formatting, no scripts, forms, events or outside styles.
/// Source: https://hl7.org/fhir/R4/narrative.html#xhtml.</summary>
internal static class Narrative
{
    private static readonly FrozenSet<string> Elements = new[]
    {
        "a", "abbr", "acronym", "address", "b", "bdo", "big", "blockquote", "br", "caption", "cite", "code", "col",
        "colgroup",
        "dd", "del", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
        "kbd", "li",
        "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
        "thead",
        "tr", "tt", "ul", "var",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Attributes = new[]
    {
        "abbr", "accesskey", "align", "alt", "axis", "border", "cellhalign", "cellpadding", "cellspacing",
        "cellvalign", "char",
        "charoff", "charset", "cite", "class", "colspan", "compact", "coords", "datetime", "dir", "frame", "headers",
        "height",
        "href", "hreflang", "id", "label", "lang", "longdesc", "name", "nowrap", "rel", "rev", "rowspan", "rules",
        "scope",
        "shape", "span", "src", "start", "style", "summary", "tabindex", "title", "type", "valign", "value", "width",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsAllowed(string xhtml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(xhtml), settings);
            var hasContent = false;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && !IsAllowed(reader))
                    return false;
                hasContent |= reader.NodeType == XmlNodeType.Text || reader is { Name: "img" };
            }

            return hasContent;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsAllowed(XmlReader reader)
    {
        if (!Elements.Contains(reader.LocalName) || (reader.Depth == 0 && reader.LocalName != "div"))
            return false;

        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is not ("xmlns" or "xml") && reader.Name != "xmlns" && !Attributes.Contains(reader.Name))
                return false;
            if (reader.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        reader.MoveToElement();
        return true;
    }
}
