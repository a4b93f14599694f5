using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>Writes a resource in XML as the JSON that means the same, so that everything else about it is judged by the
/// one parser there is. Only what JSON has no place for is judged here: namespaces, attributes, text.
/// Source: https://hl7.org/fhir/R4/xml.html, https://hl7.org/fhir/R4/json.html.</summary>
internal ref partial struct XmlToJson
{
    private readonly XmlPlans _plans;
    private readonly XmlScratch _scratch;
    private readonly JsonOutput _out;
    private readonly XmlLineMap? _map;
    private readonly ParseOptions _options;
    private readonly int _maxDepth;
    private readonly bool _gathers;
    private XmlScanner _xml;
    private int _depth;
    private bool _isFirst;

    public XmlToJson(ReadOnlySpan<byte> xml, in XmlTask task)
    {
        _plans = task.Plans;
        _scratch = task.Scratch;
        _out = task.Scratch.Output;
        _map = task.Map;
        _options = task.Options;
        _maxDepth = Math.Min(task.Options.MaxNesting, Limits.HardNesting);
        _gathers = task.Gathers;
        _xml = new XmlScanner(xml, task.Scratch);
        _depth = -1;
        Disorder = task.Disorder;
    }

    /// <summary>Whether an element comes again behind others, so that its values must be gathered before they can stand
    /// in one array.</summary>
    public bool NeedsGathering { get; private set; }

    /// <summary>Where the first element stands that should have stood before its neighbour; -1 for nowhere.</summary>
    public int Disorder { get; private set; }

    /// <summary>What makes the text no XML; null where it is.</summary>
    public readonly Issue? Fault => _xml.Fault;

    /// <summary>Reads the whole document.</summary>
    public void Read()
    {
        if (!_xml.ReadRoot())
            return;

        if (_xml.Space != XmlSpace.Fhir)
        {
            _xml.Fail(_xml.TagStart, $"The root element {Shown(_xml.Name)} is not in the namespace "
                + "http://hl7.org/fhir, so this is no FHIR resource.");
            return;
        }

        CheckAttributes(isRoot: true);
        ReadResource(-1, -1);
        if (Fault is null)
            _xml.ReadTail();
    }

    /// <summary>Writes the resource whose start tag has been read. A type that FHIR does not know is left to the
    /// parser, which says so.</summary>
    private void ReadResource(int property, int item)
    {
        var type = _plans.Resource(_xml.Name);
        Mark();
        _out.Append("{\"resourceType\":"u8);
        Mark();
        _out.Append((byte)'"');
        _out.Append(_xml.Name);
        _out.Append((byte)'"');
        if (type is null)
        {
            _xml.SkipElement();
        }
        else
        {
            _isFirst = false;
            ReadMembers(type, property, item);
        }

        _out.Append((byte)'}');
    }

    /// <summary>Writes the children of the element that is open as members, up to its end tag.</summary>
    private void ReadMembers(TypeDefinition type, int property, int item)
    {
        if (++_depth >= _maxDepth)
        {
            _xml.Fail(_xml.TagStart,
                $"The resource is nested deeper than {_maxDepth} elements, which is this system's limit.",
                IssueType.TooCostly);
            return;
        }

        _scratch.Steps[_depth] = new PathStep { Property = property, Item = item };
        if (_gathers)
            ReadGathered(type);
        else
            ReadInOrder(type);
        _xml.Close();
        _depth--;
    }

    private void ReadInOrder(TypeDefinition type)
    {
        var seen = 0UL;
        var last = 0;
        for (var hasChild = NextChild(); hasChild;)
        {
            var property = FindProperty(type);
            if (property is null || !Admits(property, ref seen))
            {
                _xml.SkipElement();
                hasChild = NextChild();
                continue;
            }

            if (property.Element.Position < last && Disorder < 0)
                Disorder = _xml.TagStart;
            last = property.Element.Position;
            hasChild = ReadRun(property);
        }
    }

    /// <summary>Whether the element may come at this place; a repetition behind others needs another way to
    /// read.</summary>
    private bool Admits(JsonProperty property, ref ulong seen)
    {
        var bit = 1UL << property.Element.Position;
        if ((seen & bit) == 0)
        {
            seen |= bit;
            return true;
        }

        if (property.Element.IsArray)
        {
            NeedsGathering = true;
            Disorder = Disorder < 0 ? _xml.TagStart : Disorder;
            _xml.Fail(_xml.TagStart, "The values of one element are scattered.");
            return false;
        }

        Report(IssueType.Structure, _xml.TagStart, property.Element.Name, property.Element.IsChoice
            ? $"{property.Name} is a second value of {property.Element.Name}[x], which may have one only."
            : $"The element {property.Name} stands there twice.");
        return false;
    }

    /// <summary>Writes an element and, where it may repeat, those behind it that have the same name.</summary>
    /// <returns>Whether the start tag of another child has been read.</returns>
    private bool ReadRun(JsonProperty property)
    {
        if (_plans.ShapeOf(property) == XmlShape.Primitive)
            return ReadPrimitives(property);

        BeginMember(property);
        if (!property.Element.IsArray)
        {
            ReadValue(property, -1);
            return NextChild();
        }

        bool hasChild;
        var item = 0;
        _out.Append((byte)'[');
        do
        {
            if (item > 0)
                _out.Append((byte)',');
            ReadValue(property, item++);
            hasChild = NextChild();
        }
        while (hasChild && IsSame(property));
        _out.Append((byte)']');
        return hasChild;
    }

    /// <summary>Puts the children in the order of the definitions first, then writes them. One look ahead a level, so
    /// the work grows with depth, which is bounded, and not with what a sender repeats.</summary>
    private void ReadGathered(TypeDefinition type)
    {
        var children = _scratch.Children;
        var from = children.Count;
        while (NextChild())
        {
            if (FindProperty(type) is { } property)
                children.Add((property, _xml.TagStart));
            _xml.SkipElement();
        }

        var end = _xml.Position;
        children.Sort(from, children.Count - from, ByElement);
        var seen = 0UL;
        for (var at = from; at < children.Count && Fault is null;)
        {
            var property = children[at].Property;
            var to = at + 1;
            while (to < children.Count && property.Element.IsArray && ReferenceEquals(children[to].Property, property))
                to++;

            _xml.MoveTo(children[at].Start);
            _xml.NextChild();
            if (!Admits(property, ref seen))
                _xml.SkipElement();
            else if (_plans.ShapeOf(property) == XmlShape.Primitive)
                ReadGatheredPrimitives(property, at, to);
            else
                ReadGatheredValues(property, at, to);
            at = to;
        }

        children.RemoveRange(from, children.Count - from);
        _xml.MoveTo(end);
    }

    private void ReadGatheredValues(JsonProperty property, int from, int to)
    {
        BeginMember(property);
        if (!property.Element.IsArray)
        {
            ReadValue(property, -1);
            return;
        }

        _out.Append((byte)'[');
        for (var at = from; at < to; at++)
        {
            if (at > from)
            {
                _out.Append((byte)',');
                _xml.MoveTo(_scratch.Children[at].Start);
                _xml.NextChild();
            }

            ReadValue(property, at - from);
        }

        _out.Append((byte)']');
    }

    private void ReadValue(JsonProperty property, int item)
    {
        Mark();
        switch (_plans.ShapeOf(property))
        {
            case XmlShape.Resource:
                ReadSlot(property, item);
                break;
            case XmlShape.Narrative:
                ReadNarrative();
                break;
            default:
                _out.Append((byte)'{');
                _isFirst = true;
                ReadElementAttributes(property, item);
                ReadMembers(property.Type, property.Id, item);
                _out.Append((byte)'}');
                break;
        }
    }

    /// <summary>An element such as <c>contained</c> holds one resource, whose own element names its type.</summary>
    private void ReadSlot(JsonProperty property, int item)
    {
        var start = _xml.TagStart;
        CheckAttributes(isRoot: false);
        if (!NextChild())
        {
            _out.Append("{}"u8);
            _xml.Close();
            return;
        }

        if (_xml.Space != XmlSpace.Fhir)
            ReportForeign();
        CheckAttributes(isRoot: false);
        ReadResource(property.Id, item);
        var isSingle = true;
        while (NextChild())
        {
            isSingle = false;
            _xml.SkipElement();
        }

        _xml.Close();
        if (!isSingle)
            Report(IssueType.Structure, start, Named(property, item), $"{property.Name} may hold one resource only.");
    }

    private readonly bool IsSame(JsonProperty property) =>
        _xml.Space == XmlSpace.Fhir && _xml.Name.SequenceEqual(property.Utf8Name);

    private void BeginMember(JsonProperty property)
    {
        if (!_isFirst)
            _out.Append((byte)',');
        _isFirst = false;
        Mark();
        _out.Append(_plans.KeyOf(property));
    }

    private readonly void Mark() => _map?.Add(_out.Length, Math.Max(0, _xml.TagStart));

    private static readonly Comparer<(JsonProperty Property, int Start)> ByElement =
        Comparer<(JsonProperty Property, int Start)>.Create(static (left, right) =>
        {
            var order = left.Property.Element.Position.CompareTo(right.Property.Element.Position);
            if (order == 0)
                order = left.Property.Id.CompareTo(right.Property.Id);
            return order != 0 ? order : left.Start.CompareTo(right.Start);
        });
}
