using System.Text;

namespace Havel.Fhir.Definitions;

/// <summary>A property name that JSON may use inside a type, with the element and the type it stands for:
/// <c>valueQuantity</c> inside Observation is the element <c>value</c> with the type Quantity.</summary>
public sealed class JsonProperty
{
    private readonly byte[] _utf8Name;

    internal JsonProperty(int id, string name, ElementDefinition element, TypeDefinition type)
    {
        Id = id;
        Name = name;
        Element = element;
        Type = type;
        _utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>Position in <see cref="FhirDefinitions.Properties"/>; what a node stores.</summary>
    public int Id { get; }

    /// <summary>The name as JSON writes it, without the underscore of a primitive's companion.</summary>
    public string Name { get; }

    /// <summary>The name's UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    /// <summary>The element the property stands for.</summary>
    public ElementDefinition Element { get; }

    /// <summary>The type of its value; for an element of type Resource, the abstract Resource.</summary>
    public TypeDefinition Type { get; }

    public override string ToString() => Name;
}
