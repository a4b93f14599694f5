using System.Xml.Linq;

namespace Havel.Fhir.Patching;

/// <summary>What stands in brackets: a position, or that something below has a text. Source: RFC 5261, section
/// 8.</summary>
/// <param name="Position">From 1; null for a text.</param>
/// <param name="Path">Where the text is looked for; empty for the node itself.</param>
/// <param name="Text">The text.</param>
internal sealed record XmlSelectorFilter(int? Position, IReadOnlyList<XmlSelectorStep> Path, string Text)
{
    public bool Holds(XObject node)
    {
        IEnumerable<XObject> found = [node];
        foreach (var step in Path)
            found = found.SelectMany(step.From).ToList();

        return found.Any(each => string.Equals(TextOf(each), Text, StringComparison.Ordinal));
    }

    private static string TextOf(XObject node) => node switch
    {
        XAttribute attribute => attribute.Value,
        XElement element => element.Value,
        XText text => text.Value,
        _ => string.Empty,
    };
}
