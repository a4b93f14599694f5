namespace Havel.Fhir.Definitions;

/// <summary>What FHIR R4 says of its types, search parameters and codes, as machine facts.</summary>
public sealed class FhirDefinitions
{
    private readonly Dictionary<string, TypeDefinition> _typesByName;

    internal FhirDefinitions(IReadOnlyList<TypeDefinition> types, IReadOnlyList<JsonProperty> properties)
    {
        Types = types;
        Properties = properties;
        _typesByName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>All types by their <see cref="TypeDefinition.Id"/>.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>All JSON properties by their <see cref="JsonProperty.Id"/>.</summary>
    public IReadOnlyList<JsonProperty> Properties { get; }

    /// <summary>The type of that name (<c>Patient</c>, <c>Quantity</c>, <c>Observation.component</c>), or null.</summary>
    public TypeDefinition? FindType(string name) => _typesByName.GetValueOrDefault(name);
}
