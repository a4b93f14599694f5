namespace Havel.Fhir.Definitions;

/// <summary>A FHIR type: primitive, data type, resource, or an element with elements of its own.
/// Identity is reference identity within one <see cref="FhirDefinitions"/>.</summary>
public sealed class TypeDefinition
{
    private IReadOnlyDictionary<string, ElementDefinition> _elementsByName =
        System.Collections.Frozen.FrozenDictionary<string, ElementDefinition>.Empty;

    private JsonPropertyTable _properties = JsonPropertyTable.Empty;

    internal TypeDefinition(int id, string name, TypeKind kind, PrimitiveKind primitive, bool isAbstract)
    {
        Id = id;
        Name = name;
        Kind = kind;
        Primitive = primitive;
        IsAbstract = isAbstract;
    }

    /// <summary>Position in <see cref="FhirDefinitions.Types"/>; what a node stores.</summary>
    public int Id { get; }

    /// <summary>The type's name: <c>Quantity</c>, <c>Observation</c>, <c>Observation.component</c>.</summary>
    public string Name { get; }

    public TypeKind Kind { get; }

    /// <summary>Which primitive this is; <see cref="PrimitiveKind.None"/> for every other kind.</summary>
    public PrimitiveKind Primitive { get; }

    public bool IsAbstract { get; }

    /// <summary>The regular expression a primitive's text must match as a whole; null where R4 states none.</summary>
    public string? Regex { get; init; }

    public bool IsPrimitive => Kind == TypeKind.Primitive;

    public bool IsResource => Kind == TypeKind.Resource;

    /// <summary>The type it specialises; null for Element and Resource.</summary>
    public TypeDefinition? Base { get; private set; }

    /// <summary>All elements, inherited ones included, in the order of the snapshot.</summary>
    public IReadOnlyList<ElementDefinition> Elements { get; private set; } = [];

    /// <summary>The invariants stated on the type itself.</summary>
    public IReadOnlyList<ElementInvariant> Invariants { get; private set; } = [];

    /// <summary>The element of that name (<c>value</c>, not <c>value[x]</c> or <c>valueQuantity</c>), or
    /// null.</summary>
    public ElementDefinition? FindElement(string name) => _elementsByName.GetValueOrDefault(name);

    /// <summary>What a JSON property of that name stands for inside this type, or null where there is none.</summary>
    public JsonProperty? FindProperty(ReadOnlySpan<byte> utf8Name) => _properties.Find(utf8Name);

    /// <summary>Every property JSON may use inside this type.</summary>
    public IReadOnlyList<JsonProperty> Properties => _properties.All;

    /// <summary>Whether this is the other type or specialises it.</summary>
    public bool Is(TypeDefinition other)
    {
        for (var type = this; type is not null; type = type.Base)
        {
            if (ReferenceEquals(type, other))
                return true;
        }

        return false;
    }

    public override string ToString() => Name;

    /// <summary>Completes the type once every type exists: types refer to each other in circles.</summary>
    internal void Complete(
        TypeDefinition? baseType,
        IReadOnlyList<ElementDefinition> elements,
        IReadOnlyList<ElementInvariant> invariants,
        IReadOnlyList<JsonProperty> properties)
    {
        Base = baseType;
        Elements = elements;
        Invariants = invariants;
        _elementsByName = elements.ToDictionary(element => element.Name, StringComparer.Ordinal);
        _properties = JsonPropertyTable.Create(properties);
    }
}
