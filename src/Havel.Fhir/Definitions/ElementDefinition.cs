namespace Havel.Fhir.Definitions;

/// <summary>One element of a type, as its StructureDefinition's snapshot has it.
/// Source: https://hl7.org/fhir/R4/elementdefinition.html.</summary>
public sealed class ElementDefinition
{
    /// <summary>The element's name without its path; a choice element keeps its <c>[x]</c> off: <c>value</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The full path, as in <c>Observation.component.value[x]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The least number of occurrences.</summary>
    public required int Min { get; init; }

    /// <summary>The greatest number of occurrences; <see cref="int.MaxValue"/> for <c>*</c>.</summary>
    public required int Max { get; init; }

    /// <summary>Whether the element is a choice (<c>value[x]</c>).</summary>
    public required bool IsChoice { get; init; }

    /// <summary>Whether the element is part of the summary view.</summary>
    public required bool IsSummary { get; init; }

    /// <summary>Whether the element may change the meaning of what holds it.</summary>
    public required bool IsModifier { get; init; }

    /// <summary>Its allowed types; several only where <see cref="IsChoice"/>. A contentReference is resolved to its
    /// target type.</summary>
    public required IReadOnlyList<TypeDefinition> Types { get; init; }

    /// <summary>The resource types a Reference or canonical in this element may point to; empty for any or
    /// none.</summary>
    public required IReadOnlyList<string> TargetTypes { get; init; }

    /// <summary>The binding to a value set, if any.</summary>
    public required ElementBinding? Binding { get; init; }

    /// <summary>The invariants stated at this element.</summary>
    public required IReadOnlyList<ElementInvariant> Invariants { get; init; }

    /// <summary>Its position in the owner's <see cref="TypeDefinition.Elements"/>.</summary>
    public required int Position { get; init; }

    /// <summary>Whether JSON writes it as an array.</summary>
    public bool IsArray => Max > 1;

    public override string ToString() => Path;
}
