using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Binding;

/// <summary>What the binder found for one resource type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Parameters">Its parameters, those of all types included.</param>
/// <param name="Slots">The slots to be filled.</param>
/// <param name="Probes">The filtered parameters.</param>
/// <param name="Drafts">What R4's parameters search, before it was told apart into slots.</param>
internal sealed record TypeBinding(
    TypeDefinition Type,
    IReadOnlyList<SearchParameter> Parameters,
    IReadOnlyList<BoundSlot> Slots,
    IReadOnlyList<TargetProbe> Probes,
    IReadOnlyList<Draft> Drafts)
{
    /// <summary>The slot that says which types a resource contains; null where it can contain none.</summary>
    public IndexSlot? ContainedSlot { get; init; }
}
