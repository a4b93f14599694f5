using System.Collections.Frozen;
using Havel.Fhir.Definitions;

namespace Havel.Server.Routing;

/// <summary>The names of the concrete resource types, found by a slice of the path without making a string.</summary>
internal sealed class ResourceTypes
{
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly FrozenSet<string> _compartments;

    public ResourceTypes(FhirDefinitions definitions)
    {
        var names = definitions.Types
            .Where(type => type is { Kind: TypeKind.Resource, IsAbstract: false })
            .ToFrozenDictionary(type => type.Name, type => type.Name, StringComparer.Ordinal);
        Names = [.. names.Keys.Order(StringComparer.Ordinal)];
        _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
        Compartments = [.. definitions.Compartments.Select(compartment => compartment.Code)];
        _compartments = Compartments.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>All names in the order of the alphabet.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The types whose instances have a compartment.
    /// Source: https://hl7.org/fhir/R4/compartmentdefinition.html.</summary>
    public IReadOnlyList<string> Compartments { get; }

    /// <summary>Whether instances of the type have a compartment.</summary>
    public bool HasCompartment(string type) => _compartments.Contains(type);

    /// <summary>The type's one string, or null where there is no such type.</summary>
    public string? Find(ReadOnlySpan<char> name) => _names.TryGetValue(name, out var found) ? found : null;
}
