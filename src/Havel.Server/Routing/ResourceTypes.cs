using System.Collections.Frozen;
using Havel.Fhir.Definitions;

namespace Havel.Server.Routing;

/// <summary>The names of the concrete resource types, found by a slice of the path without making a string.</summary>
internal sealed class ResourceTypes
{
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names;

    public ResourceTypes(FhirDefinitions definitions)
    {
        var names = definitions.Types
            .Where(type => type is { Kind: TypeKind.Resource, IsAbstract: false })
            .ToFrozenDictionary(type => type.Name, type => type.Name, StringComparer.Ordinal);
        Names = [.. names.Keys.Order(StringComparer.Ordinal)];
        _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All names in the order of the alphabet.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The type's one string, or null where there is no such type.</summary>
    public string? Find(ReadOnlySpan<char> name) => _names.TryGetValue(name, out var found) ? found : null;
}
