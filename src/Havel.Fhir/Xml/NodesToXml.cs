using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Xml;

/// <summary>Walks a node table and writes each node as XML wants it: <c>id</c>, <c>url</c> and <c>value</c> as
/// attributes, the rest as elements in the order of the definitions.
/// Source: https://hl7.org/fhir/R4/xml.html.</summary>
internal readonly ref struct NodesToXml
{
    private readonly ReadOnlySpan<NodeRecord> _records;
    private readonly ReadOnlySpan<byte> _json;
    private readonly FhirDefinitions _definitions;
    private readonly XmlPlans _plans;
    private readonly XmlOutput _out;

    /// <summary>Whether some text may hold a character that JSON has and XML has not.</summary>
    private readonly bool _hasStrangers;

    public NodesToXml(NodeTable table, XmlOutput output)
    {
        _records = table.Records;
        _json = table.Utf8.Span;
        _definitions = table.Definitions;
        _plans = XmlPlans.Of(table.Definitions);
        _out = output;
        _hasStrangers = XmlEncoding.NonCharacter(_json) >= 0;
    }

    /// <summary>Writes the resource at that index as a document.</summary>
    public void Write(int index) => WriteResource(index, " xmlns=\"http://hl7.org/fhir\""u8);

    private void WriteResource(int index, ReadOnlySpan<byte> declaration)
    {
        var name = _plans.NameOf(_records[index].Type);
        _out.Append((byte)'<');
        _out.Append(name);
        _out.Append(declaration);
        WriteContent(index, index, isResource: true);
        _out.Append("</"u8);
        _out.Append(name);
        _out.Append((byte)'>');
    }

    /// <summary>Writes the attributes, the end of the start tag and the elements.</summary>
    /// <param name="holder">The record whose children they are: the node's own, or its companion's.</param>
    /// <param name="node">The node itself, whose value is written where it is a primitive.</param>
    /// <param name="isResource">Whether even <c>id</c> is an element.</param>
    private void WriteContent(int holder, int node, bool isResource)
    {
        var isSorted = isResource ? IsSorted(holder) : WriteAttributes(holder);
        if (_definitions.TypeAt(_records[node].Type).IsPrimitive)
            WriteValue(node);
        _out.Append((byte)'>');
        if (!isSorted)
        {
            WriteSorted(holder);
            return;
        }

        var end = _records[holder].End;
        for (var at = holder + 1; at < end; at = _records[at].End)
            WriteElement(at);
    }

    /// <summary>Writes those children that are attributes, and tells whether all children stand in order.</summary>
    private bool WriteAttributes(int holder)
    {
        var isSorted = true;
        var last = -1;
        var end = _records[holder].End;
        for (var at = holder + 1; at < end; at = _records[at].End)
        {
            ref readonly var record = ref _records[at];
            isSorted &= record.Property >= last;
            last = record.Property;
            if (_plans.ShapeOf(record.Property) != XmlShape.Attribute || !HasValue(record))
                continue;

            _out.Append(_plans.IsUrl(record.Property) ? " url=\""u8 : " id=\""u8);
            WriteText(record);
            _out.Append((byte)'"');
        }

        return isSorted;
    }

    private bool IsSorted(int holder)
    {
        var last = -1;
        var end = _records[holder].End;
        for (var at = holder + 1; at < end; at = _records[at].End)
        {
            // The properties of a type are numbered in the order of its elements.
            if (_records[at].Property < last)
                return false;
            last = _records[at].Property;
        }

        return true;
    }

    private void WriteSorted(int holder)
    {
        var order = new List<(int Property, int Index)>();
        var end = _records[holder].End;
        for (var at = holder + 1; at < end; at = _records[at].End)
            order.Add((_records[at].Property, at));

        order.Sort();
        foreach (var (_, index) in order)
            WriteElement(index);
    }

    private void WriteElement(int index)
    {
        ref readonly var record = ref _records[index];
        if ((record.Flags & NodeFlags.Companion) != NodeFlags.None)
            return;

        switch (_plans.ShapeOf(record.Property))
        {
            case XmlShape.Attribute:
                break;
            case XmlShape.Primitive:
                WritePrimitive(index);
                break;
            case XmlShape.Narrative:
                WriteNarrative(record);
                break;
            case XmlShape.Resource:
                _out.Append(_plans.StartOf(record.Property));
                _out.Append((byte)'>');
                WriteResource(index, []);
                _out.Append(_plans.EndOf(record.Property));
                break;
            default:
                _out.Append(_plans.StartOf(record.Property));
                WriteContent(index, index, isResource: false);
                _out.Append(_plans.EndOf(record.Property));
                break;
        }
    }

    private void WritePrimitive(int index)
    {
        ref readonly var record = ref _records[index];
        var holder = record.Companion == 0 ? index : record.Companion;
        _out.Append(_plans.StartOf(record.Property));
        if (_records[holder].End == holder + 1)
        {
            WriteValue(index);
            _out.Append("/>"u8);
            return;
        }

        WriteContent(holder, index, isResource: false);
        _out.Append(_plans.EndOf(record.Property));
    }

    private void WriteValue(int index)
    {
        ref readonly var record = ref _records[index];
        if (!HasValue(record))
            return;

        _out.Append(" value=\""u8);
        WriteText(record);
        _out.Append((byte)'"');
    }

    private static bool HasValue(in NodeRecord record) => (record.Flags & NodeFlags.NoValue) == NodeFlags.None;

    private void WriteText(in NodeRecord record)
    {
        var raw = _json.Slice(record.Start, record.Length);
        if (raw[0] != '"')
        {
            // A number, true or false: as written.
            _out.Append(raw);
            return;
        }

        _out.AppendValue(TextOf(record, raw));
    }

    private void WriteNarrative(in NodeRecord record)
    {
        if (HasValue(record))
            NarrativeXml.Write(TextOf(record, _json.Slice(record.Start, record.Length)), _out);
    }

    private ReadOnlySpan<byte> TextOf(in NodeRecord record, ReadOnlySpan<byte> raw)
    {
        var text = raw[1..^1];
        var hasEscapes = (record.Flags & NodeFlags.HasEscapes) != NodeFlags.None;
        if (!hasEscapes && !_hasStrangers)
            return text;

        var room = _out.Text(text.Length);
        var length = hasEscapes ? JsonText.Unescape(text, room) : Copy(text, room);
        var plain = room[..length];
        for (var at = XmlEncoding.NonCharacter(plain); at >= 0; at = XmlEncoding.NonCharacter(plain))
            "\uFFFD"u8.CopyTo(plain[at..]);
        return plain;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }
}
