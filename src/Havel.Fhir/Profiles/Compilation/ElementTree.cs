using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>An element of a snapshot with its children, slices and the types its nodes may have.</summary>
internal sealed class ElementTree
{
    private readonly Dictionary<string, ElementGroup> _byName = new(StringComparer.Ordinal);

    public required ProfileElement Element { get; init; }

    /// <summary>What R4 says of the element; null at the root.</summary>
    public required ElementDefinition? Base { get; init; }

    /// <summary>The types that are left: of R4's, those the profile names.</summary>
    public required IReadOnlyList<TypeDefinition> Types { get; init; }

    /// <summary>The children by element name, in the order of the snapshot.</summary>
    public List<ElementGroup> Groups { get; } = [];

    /// <summary>Slices of this slice.</summary>
    public List<ElementTree> Reslices { get; } = [];

    public ElementGroup? Group(string name) => _byName.GetValueOrDefault(name);

    public ElementGroup OpenGroup(string name)
    {
        if (_byName.TryGetValue(name, out var group))
            return group;

        group = new ElementGroup(name);
        _byName.Add(name, group);
        Groups.Add(group);
        return group;
    }

    public override string ToString() => Element.Id;
}
