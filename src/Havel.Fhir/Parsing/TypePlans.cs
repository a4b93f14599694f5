using System.Runtime.CompilerServices;
using System.Text;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Parsing;

/// <summary>The plans of all types of some definitions; made once and shared by all parsers.</summary>
internal sealed class TypePlans
{
    private static readonly ConditionalWeakTable<FhirDefinitions, TypePlans> Cache = [];

    private readonly TypePlan[] _types;
    private readonly PropertyPlan[] _properties;
    private readonly Utf8Table<TypePlan> _resources;

    private TypePlans(FhirDefinitions definitions)
    {
        Definitions = definitions;
        _types = new TypePlan[definitions.Types.Count];
        foreach (var type in definitions.Types)
            _types[type.Id] = PlanOf(type, definitions.Properties.Count);

        ResourceType = ResourceTypeKey();
        _properties = new PropertyPlan[definitions.Properties.Count];
        foreach (var type in definitions.Types)
        {
            foreach (var property in type.Properties)
                _properties[property.Id] = PlanOf(property);
        }

        Element = _types[definitions.FindType("Element")!.Id];
        _resources = new Utf8Table<TypePlan>(definitions.Types
            .Where(type => type is { IsResource: true, IsAbstract: false })
            .Select(type => KeyValuePair.Create(type.Name, _types[type.Id])));
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>What a primitive's companion may hold: id and extensions.</summary>
    public TypePlan Element { get; }

    /// <summary>Stands for <c>resourceType</c>, so that it is predicted like any other name.</summary>
    public PropertyPlan ResourceType { get; }

    /// <summary>One slot a property, for its successor, and two a type: the first property, the one behind
    /// resourceType.</summary>
    public int SlotCount => _properties.Length + 2 * _types.Length;

    public static TypePlans Of(FhirDefinitions definitions) =>
        Cache.GetValue(definitions, static all => new TypePlans(all));

    /// <summary>What that JSON name stands for inside the type, or null.</summary>
    public PropertyPlan? Find(TypePlan type, ReadOnlySpan<byte> utf8Name) =>
        type.Type.FindProperty(utf8Name) is { } property ? _properties[property.Id] : null;

    public PropertyPlan Property(int id) => _properties[id];

    /// <summary>The resource type of that name, or null; abstract types are none.</summary>
    public TypePlan? Resource(ReadOnlySpan<byte> utf8Name) => _resources.Find(utf8Name);

    private static TypePlan PlanOf(TypeDefinition type, int propertyCount)
    {
        // The sets of elements seen are 64 bits wide; the largest R4 type has fewer elements.
        if (type.Elements.Count > 64)
            throw new InvalidOperationException($"{type.Name} has more than 64 elements.");

        var required = 0UL;
        foreach (var element in type.Elements)
        {
            if (element.Min > 0)
                required |= 1UL << element.Position;
        }

        return new TypePlan { Type = type, Required = required, FirstSlot = propertyCount + 2 * type.Id };
    }

    private PropertyPlan PlanOf(JsonProperty property)
    {
        var shape = ShapeOf(property.Type);
        return new PropertyPlan
        {
            Key = Encoding.UTF8.GetBytes($"\"{property.Name}\":"),
            Property = property,
            Shape = shape,
            Primitive = property.Type.Primitive,
            IsArray = property.Element.IsArray,
            Max = property.Element.Max,
            Bit = 1UL << property.Element.Position,
            Id = property.Id,
            Slot = property.Id,
            Type = checked((ushort)property.Type.Id),
            RequiredCodes = CodesOf(property),
            IsReference = property.Element.Path == "Reference.reference",
            Target = shape == ValueShape.Object ? _types[property.Type.Id] : null,
        };
    }

    private Lazy<Utf8Table<string>?>? CodesOf(JsonProperty property)
    {
        if (property.Type.Primitive != PrimitiveKind.Code
            || property.Element.Binding is not { Strength: BindingStrength.Required } binding)
        {
            return null;
        }

        return new Lazy<Utf8Table<string>?>(() => TableOf(Definitions.RequiredCodes(binding.ValueSet)));
    }

    private static Utf8Table<string>? TableOf(RequiredCodeSet? set)
    {
        if (set is not { IsEnumerable: true })
            return null;

        var codes = set.Codings.Select(coding => coding.Code).Distinct(StringComparer.Ordinal);
        return new Utf8Table<string>(codes.Select(code => KeyValuePair.Create(code, code)));
    }

    private static PropertyPlan ResourceTypeKey() => new()
    {
        Key = "\"resourceType\":"u8.ToArray(),
        Property = null!,
        Shape = ValueShape.String,
        Primitive = PrimitiveKind.Code,
        IsArray = false,
        Max = 1,
        Bit = 0,
        Id = -1,
        Slot = -1,
        Type = 0,
    };

    private static ValueShape ShapeOf(TypeDefinition type) => type.Primitive switch
    {
        PrimitiveKind.None => type is { IsResource: true, IsAbstract: true } ? ValueShape.Resource : ValueShape.Object,
        PrimitiveKind.Boolean => ValueShape.Boolean,
        PrimitiveKind.Decimal or PrimitiveKind.Integer or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt
            => ValueShape.Number,
        _ => ValueShape.String,
    };
}
