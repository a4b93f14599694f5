using System.Xml;
using System.Xml.Linq;

namespace Havel.Fhir.Patching;

/// <summary>One step of a selector.</summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Name">The name of an element, attribute or processing instruction; null for any.</param>
/// <param name="Filters">What must hold, one after the other.</param>
internal sealed record XmlSelectorStep(XmlNodeType Kind, XName? Name, IReadOnlyList<XmlSelectorFilter> Filters)
{
    /// <summary>Where the step leads from a node.</summary>
    public IReadOnlyList<XObject> From(XObject node)
    {
        var found = Candidates(node).ToList();
        foreach (var filter in Filters)
        {
            found = filter.Position is { } position
                ? position >= 1 && position <= found.Count ? [found[position - 1]] : []
                : found.FindAll(filter.Holds);
        }

        return found;
    }

    private IEnumerable<XObject> Candidates(XObject node)
    {
        if (Kind == XmlNodeType.Attribute)
        {
            return (node as XElement)?.Attributes()
                .Where(each => !each.IsNamespaceDeclaration && (Name is null || each.Name == Name)) ?? [];
        }

        return node is XContainer container ? container.Nodes().Where(Fits) : [];
    }

    private bool Fits(XNode node) => Kind switch
    {
        XmlNodeType.Element => node is XElement element && (Name is null || element.Name == Name),
        XmlNodeType.Text => node is XText,
        XmlNodeType.Comment => node is XComment,
        _ => node is XProcessingInstruction instruction
            && (Name is null || string.Equals(instruction.Target, Name.LocalName, StringComparison.Ordinal)),
    };
}
