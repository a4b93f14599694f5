using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>A type on its way into the file.</summary>
internal sealed record TypeModel(string Name, TypeKind Kind, PrimitiveKind Primitive, bool IsAbstract, string Base)
{
    public string Regex { get; set; } = string.Empty;

    public List<ElementInvariant> Invariants { get; init; } = [];

    public List<ElementModel> Elements { get; } = [];
}
