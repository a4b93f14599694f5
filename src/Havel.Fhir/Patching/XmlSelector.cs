using System.Xml.Linq;

namespace Havel.Fhir.Patching;

/// <summary>The part of XPath that RFC 5261 allows in <c>sel</c>: steps down to elements, text, comments, processing
/// instructions or an attribute, with a position or equality in brackets. Names without prefix are of the default
/// namespace where the operation stands, and of FHIR's where there is none.
/// Source: RFC 5261, sections 4.1 and 8.</summary>
internal sealed class XmlSelector(IReadOnlyList<XmlSelectorStep> steps)
{
    public static XmlSelector Parse(string text, XElement operation)
    {
        if (text.Length > Limits.PatchSelector)
            throw PatchFault.Malformed($"'sel' has more than {Limits.PatchSelector} characters.");

        var reader = new XmlSelectorReader(text, operation);
        return new XmlSelector(reader.Read());
    }

    /// <summary>The one place it names.</summary>
    /// <exception cref="PatchFault">It names none, or several.</exception>
    public XObject Find(XDocument document)
    {
        var found = new List<XObject> { document };
        foreach (var step in steps)
        {
            var next = new List<XObject>();
            foreach (var node in found)
                next.AddRange(step.From(node));

            found = next;
        }

        return found.Count == 1 && found[0] is not XDocument
            ? found[0]
            : throw PatchFault.NotApplicable(found.Count == 0
                ? "'sel' finds nothing."
                : $"'sel' finds {found.Count} places, and must find one.");
    }
}
