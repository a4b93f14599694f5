namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>One line of what a value set includes or excludes.
/// Source: https://hl7.org/fhir/R4/valueset.html#compositions.</summary>
internal sealed record ValueSetInclude
{
    public string? System { get; init; }

    public string? Version { get; init; }

    /// <summary>The codes listed; empty where all of the system are meant, or those that the filters let
    /// through.</summary>
    public IReadOnlyList<ValueSetConcept> Concepts { get; init; } = [];

    public IReadOnlyList<ConceptFilter> Filters { get; init; } = [];

    /// <summary>Canonicals of value sets in all of which a code must be, too; <c>#id</c> for contained ones.</summary>
    public IReadOnlyList<string> ValueSets { get; init; } = [];

    /// <summary>Whether the codes come from an expansion that somebody stored, so that they hold without their
    /// system.</summary>
    public bool IsStored { get; init; }

    /// <summary>What keeps the line from being understood: an extension that modifies it; else null.</summary>
    public string? Fault { get; init; }
}
