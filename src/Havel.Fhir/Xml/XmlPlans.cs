using System.Runtime.CompilerServices;
using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>What XML needs to know of the properties of some definitions; made once and shared.</summary>
internal sealed class XmlPlans
{
    private static readonly ConditionalWeakTable<FhirDefinitions, XmlPlans> Cache = [];

    private readonly XmlShape[] _shapes;
    private readonly bool[] _urls;
    private readonly byte[][] _names;
    private readonly byte[][] _keys;
    private readonly byte[][] _starts;
    private readonly byte[][] _ends;
    private readonly Utf8Table<TypeDefinition> _resources;

    private XmlPlans(FhirDefinitions definitions)
    {
        Definitions = definitions;
        var count = definitions.Properties.Count;
        _shapes = new XmlShape[count];
        _urls = new bool[count];
        _names = [.. definitions.Types.Select(type => Encoding.UTF8.GetBytes(type.Name))];
        _keys = new byte[count][];
        _starts = new byte[count][];
        _ends = new byte[count][];
        foreach (var type in definitions.Types)
        {
            foreach (var property in type.Properties)
                _shapes[property.Id] = ShapeOf(type, property);
        }

        foreach (var property in definitions.Properties)
        {
            _urls[property.Id] = property.Name is "url";
            _keys[property.Id] = Encoding.UTF8.GetBytes($"\"{property.Name}\":");
            _starts[property.Id] = Encoding.UTF8.GetBytes($"<{property.Name}");
            _ends[property.Id] = Encoding.UTF8.GetBytes($"</{property.Name}>");
        }

        Element = definitions.FindType("Element")!;
        _resources = new Utf8Table<TypeDefinition>(
            definitions.ResourceTypes.Select(type => KeyValuePair.Create(type.Name, type)));
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>What a primitive may hold beside its value: id and extensions.</summary>
    public TypeDefinition Element { get; }

    public static XmlPlans Of(FhirDefinitions definitions) =>
        Cache.GetValue(definitions, static all => new XmlPlans(all));

    public XmlShape ShapeOf(JsonProperty property) => _shapes[property.Id];

    public XmlShape ShapeOf(int property) => _shapes[property];

    /// <summary>The name of the type of that id.</summary>
    public ReadOnlySpan<byte> NameOf(int type) => _names[type];

    /// <summary>Whether a property that is an attribute is <c>url</c> and not <c>id</c>.</summary>
    public bool IsUrl(int property) => _urls[property];

    /// <summary>The name as JSON writes it: <c>"status":</c>.</summary>
    public ReadOnlySpan<byte> KeyOf(JsonProperty property) => _keys[property.Id];

    /// <summary>The beginning of the start tag: <c>&lt;status</c>.</summary>
    public ReadOnlySpan<byte> StartOf(int property) => _starts[property];

    /// <summary>The end tag: <c>&lt;/status&gt;</c>.</summary>
    public ReadOnlySpan<byte> EndOf(int property) => _ends[property];

    /// <summary>The resource type of that name, or null.</summary>
    public TypeDefinition? Resource(ReadOnlySpan<byte> name) => _resources.Find(name);

    private static XmlShape ShapeOf(TypeDefinition owner, JsonProperty property)
    {
        if (property.Name is "id" && !owner.IsResource)
            return XmlShape.Attribute;
        if (property.Name is "url" && owner.Name is "Extension")
            return XmlShape.Attribute;
        if (property.Type.Primitive == PrimitiveKind.Xhtml)
            return XmlShape.Narrative;
        if (property.Type.IsPrimitive)
            return XmlShape.Primitive;

        return property.Type is { IsResource: true, IsAbstract: true } ? XmlShape.Resource : XmlShape.Complex;
    }
}
