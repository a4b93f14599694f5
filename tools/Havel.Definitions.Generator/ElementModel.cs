using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>An element on its way into the file. Max 0 stands for <c>*</c>.</summary>
internal sealed record ElementModel(string Name, bool IsChoice, bool IsSummary, bool IsModifier, int Min, int Max)
{
    public required IReadOnlyList<string> Types { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public required ElementBinding? Binding { get; init; }

    public required IReadOnlyList<ElementInvariant> Invariants { get; init; }
}
