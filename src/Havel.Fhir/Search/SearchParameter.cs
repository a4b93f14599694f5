using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search;

/// <summary>A search parameter as it holds for one resource type. Source:
/// https://hl7.org/fhir/R4/searchparameter.html.</summary>
public sealed class SearchParameter
{
    /// <summary>The name in the URL: <c>birthdate</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The type it is bound to; <c>Resource</c> for a parameter that is the same for all types.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Canonical address of the definition.</summary>
    public required string Url { get; init; }

    public required SearchParameterKind Kind { get; init; }

    /// <summary>The members of the union in its FHIRPath that begin at this type, joined; null where nothing is
    /// searched.</summary>
    public required string? Expression { get; init; }

    /// <summary>For references: the types it may point to. Empty for every other kind.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Where its rows are; a row in any of them counts. Empty for composites and resource fields.</summary>
    public IReadOnlyList<IndexSlot> Slots { get; init; } = [];

    /// <summary>For references of which only one type counts (<c>subject.where(resolve() is Patient)</c>) and whose
    /// <see cref="Slots"/> are those of the unfiltered references: that type. Else null. Values of a query are of that
    /// type
    /// already; includes carry it as their target type; only <c>:missing</c> needs <see cref="AbsenceSlot"/>.</summary>
    public string? TargetFilter { get; init; }

    /// <summary>With <see cref="TargetFilter"/>: the slot that has one token row (value 0) for each resource that has
    /// rows in
    /// <see cref="Slots"/> but none of the type. Missing is then: no row in any of the slots, or a row here.</summary>
    public IndexSlot? AbsenceSlot { get; init; }

    /// <summary>For references: the slot of their identifiers (token rows), for <c>:identifier</c>; else
    /// null.</summary>
    public IndexSlot? IdentifierSlot { get; init; }

    /// <summary>For tokens: the slots of the texts that stand with their codes, for <c>:text</c>.</summary>
    public IReadOnlyList<IndexSlot> TextSlots { get; init; } = [];

    /// <summary>For identifiers: the slots of their values by type, for <c>:of-type</c>.</summary>
    public IReadOnlyList<IndexSlot> TypeSlots { get; init; } = [];

    /// <summary>For composites: the ways to satisfy it, any of which counts. Empty for every other kind.</summary>
    public IReadOnlyList<CompositeAlternative> Alternatives { get; init; } = [];

    /// <summary>What it searches in the resource's own row, if anything.</summary>
    public ResourceField Field { get; init; }

    /// <summary>Whether the references are canonical addresses, so that <c>|version</c> may follow.</summary>
    public bool IsCanonical { get; init; }

    /// <summary>Whether all values are of type <c>code</c>, whose system follows from the element, so that <c>|code</c>
    /// does not ask for a value without system.</summary>
    public bool IsCode { get; init; }

    /// <summary>For a custom parameter the number of its registration; 0 for R4's own.</summary>
    public long Registration { get; init; }

    public override string ToString() => $"{ResourceType}.{Code}";
}
