using System.Xml.Linq;

namespace Havel.Fhir.Patching;

/// <summary>Carries out one <c>add</c>, <c>replace</c> or <c>remove</c>. Source: RFC 5261, section 4.</summary>
internal sealed class XmlPatchStep
{
    private readonly XElement _operation;
    private readonly XObject _target;

    private XmlPatchStep(XElement operation, XObject target)
    {
        _operation = operation;
        _target = target;
    }

    /// <summary>Changes the document.</summary>
    /// <exception cref="PatchFault">The operation cannot be carried out.</exception>
    public static void Run(XDocument document, XElement operation)
    {
        var selector = operation.Attribute("sel")?.Value
            ?? throw PatchFault.Malformed("it must have an attribute 'sel'.");
        var step = new XmlPatchStep(operation, XmlSelector.Parse(selector, operation).Find(document));
        switch (operation.Name.LocalName)
        {
            case "add":
                step.Add();
                break;
            case "replace":
                step.Replace();
                break;
            case "remove":
                step.Remove();
                break;
            default:
                throw PatchFault.Malformed("it must be add, replace or remove.");
        }
    }

    private void Add()
    {
        var type = _operation.Attribute("type")?.Value;
        if (type is not null)
        {
            AddAttribute(type);
            return;
        }

        var content = Content();
        switch (_operation.Attribute("pos")?.Value)
        {
            case null:
                Element().Add(content);
                break;
            case "prepend":
                Element().AddFirst(content);
                break;
            case "before":
                Sibling().AddBeforeSelf(content);
                break;
            case "after":
                Sibling().AddAfterSelf(content);
                break;
            default:
                throw PatchFault.Malformed("'pos' must be prepend, before or after.");
        }
    }

    private void AddAttribute(string type)
    {
        if (!type.StartsWith('@') || type.Contains(':', StringComparison.Ordinal) || type.Length < 2)
            throw PatchFault.Malformed("'type' must name an attribute, such as @value: FHIR has no others.");

        var element = Element();
        if (element.Attribute(type[1..]) is not null)
            throw PatchFault.NotApplicable($"there is an attribute '{type[1..]}' already.");

        element.SetAttributeValue(type[1..], _operation.Value);
    }

    private void Replace()
    {
        switch (_target)
        {
            case XAttribute attribute:
                attribute.Value = _operation.Value;
                break;
            case XElement element:
                element.ReplaceWith(OnlyElement());
                break;
            case XText text:
                text.Value = _operation.Value;
                break;
            case XNode node:
                node.ReplaceWith(Content());
                break;
        }
    }

    private void Remove()
    {
        switch (_target)
        {
            case XAttribute attribute:
                attribute.Remove();
                break;
            case XNode node when node.Parent is not null:
                RemoveSpace(node);
                node.Remove();
                break;
            default:
                throw PatchFault.NotApplicable("the resource as a whole cannot be removed: use a delete.");
        }
    }

    // Whitespace beside what is removed goes with it where that is asked for. Source: RFC 5261, section 4.5.
    private void RemoveSpace(XNode node)
    {
        var spaces = _operation.Attribute("ws")?.Value;
        if (spaces is not (null or "before" or "after" or "both"))
            throw PatchFault.Malformed("'ws' must be before, after or both.");

        if (spaces is "before" or "both" && node.PreviousNode is XText { Value: var before } previous
            && string.IsNullOrWhiteSpace(before))
        {
            previous.Remove();
        }

        if (spaces is "after" or "both" && node.NextNode is XText { Value: var after } next
            && string.IsNullOrWhiteSpace(after))
        {
            next.Remove();
        }
    }

    private XElement Element() => _target as XElement
        ?? throw PatchFault.NotApplicable("something can be added to an element only.");

    private XNode Sibling() => _target is XNode { Parent: not null } node
        ? node
        : throw PatchFault.NotApplicable("nothing can stand beside that.");

    private XElement OnlyElement()
    {
        var content = Array.FindAll(
            Content(), node => node is not XText { Value: var text } || !string.IsNullOrWhiteSpace(text));
        return content is [XElement only]
            ? only
            : throw PatchFault.Malformed("an element is replaced by exactly one element.");
    }

    // Prefixes of the patch mean nothing in the resource: what they stand for goes along with the names.
    private XNode[] Content()
    {
        var copy = new XElement(_operation);
        foreach (var element in copy.Descendants())
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();

        var nodes = copy.Nodes().ToArray();
        foreach (var node in nodes)
            node.Remove();

        return nodes;
    }
}
