using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <content>Names, attributes and text: what is right of them, and the issues where it is not.</content>
internal ref partial struct XmlToJson
{
    private bool NextChild()
    {
        var hasChild = _xml.NextChild();
        if (_xml.StrayText >= 0)
            ReportText();
        return hasChild;
    }

    /// <summary>The property that the element just read stands for; null after an issue.</summary>
    private JsonProperty? FindProperty(TypeDefinition type)
    {
        var property = type.FindProperty(_xml.Name);
        if (property is null || _plans.ShapeOf(property) == XmlShape.Attribute)
        {
            Report(IssueType.Structure, _xml.TagStart, null, property is null
                ? $"{type.Name} has no element {Shown(_xml.Name)}."
                : $"{property.Name} of {type.Name} is an attribute in XML, not an element.");
            return null;
        }

        var isNarrative = _plans.ShapeOf(property) == XmlShape.Narrative;
        if (_xml.Space == (isNarrative ? XmlSpace.Xhtml : XmlSpace.Fhir))
            return property;

        if (isNarrative)
            Report(IssueType.Structure, _xml.TagStart, property.Name,
                "The narrative's div is not in the namespace http://www.w3.org/1999/xhtml.");
        else
            ReportForeign();
        return null;
    }

    private void ReportForeign() => Report(IssueType.Structure, _xml.TagStart, null,
        $"The element {Shown(_xml.Name)} is not in the namespace http://hl7.org/fhir.");

    private void ReportText()
    {
        Report(IssueType.Structure, _xml.StrayText, null,
            "Text stands between elements; a value belongs in the attribute value.");
    }

    /// <summary>The attributes of an element that may have none; the root may say where a schema lies, which nobody
    /// reads.</summary>
    private void CheckAttributes(bool isRoot)
    {
        for (var index = 0; index < _xml.AttributeCount; index++)
        {
            ref readonly var attribute = ref _xml.Attribute(index);
            var name = _xml.NameOf(attribute);
            var isHint = isRoot && attribute.Space == XmlSpace.SchemaInstance
                && (name.SequenceEqual("schemaLocation"u8) || name.SequenceEqual("noNamespaceSchemaLocation"u8));
            if (!isHint)
                ReportAttribute(attribute, null);
        }
    }

    /// <summary>Writes <c>id</c>, and <c>url</c> of an extension, as members.</summary>
    private void ReadElementAttributes(JsonProperty property, int item)
    {
        var hasUrl = property.Type.Name is "Extension";
        WriteAttribute("id"u8, "\"id\":"u8);
        if (hasUrl)
            WriteAttribute("url"u8, "\"url\":"u8);

        for (var index = 0; index < _xml.AttributeCount; index++)
        {
            ref readonly var attribute = ref _xml.Attribute(index);
            var name = _xml.NameOf(attribute);
            var isKnown = attribute.Space == XmlSpace.None
                && (name.SequenceEqual("id"u8) || (hasUrl && name.SequenceEqual("url"u8)));
            if (!isKnown)
                ReportAttribute(attribute, Named(property, item));
        }
    }

    private void WriteAttribute(ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> key)
    {
        for (var index = 0; index < _xml.AttributeCount; index++)
        {
            ref readonly var attribute = ref _xml.Attribute(index);
            if (attribute.Space != XmlSpace.None || !_xml.NameOf(attribute).SequenceEqual(wanted))
                continue;

            if (!_isFirst)
                _out.Append((byte)',');
            _isFirst = false;
            Mark();
            _out.Append(key);
            _out.Append((byte)'"');
            _out.AppendText(TextOf(attribute));
            _out.Append((byte)'"');
            return;
        }
    }

    private void ReportAttribute(in XmlAttribute attribute, string? leaf)
    {
        var name = _xml.Slice(attribute.NameStart, attribute.NameStart + attribute.NameLength);
        Report(IssueType.Structure, attribute.NameStart, leaf,
            $"The element {Shown(_xml.Name)} has no attribute {Shown(name)}.");
    }

    private void Report(IssueType type, int at, string? leaf, string message)
    {
        if (Fault is not null)
            return;

        var (line, column) = _xml.Place(at);
        var issue = new Issue(IssueSeverity.Error, type, message, PathOf(leaf), line, column);
        _scratch.Issues.Add((_out.Length, issue));
        if (_scratch.Issues.Count >= _options.MaxIssues)
            _xml.Fail(at, $"There are {_options.MaxIssues} issues; the rest was not read.", IssueType.TooCostly);
    }

    /// <summary>The FHIRPath of the element that is being read, and of the leaf in it.</summary>
    private readonly string? PathOf(string? leaf)
    {
        if (_depth < 0)
            return leaf;

        var path = new StringBuilder(_xml.RootName);
        for (var depth = 1; depth <= _depth; depth++)
        {
            var step = _scratch.Steps[depth];
            path.Append('.').Append(Named(_plans.Definitions.Properties[step.Property], step.Item));
        }

        return leaf is null ? path.ToString() : path.Append('.').Append(leaf).ToString();
    }

    private static string Named(JsonProperty property, int item) =>
        item < 0 ? property.Element.Name : $"{property.Element.Name}[{item}]";

    private static string Shown(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.Length > Limits.QuotedBytes ? text[..Limits.QuotedBytes] : text)
            .TrimEnd('\uFFFD');
}
