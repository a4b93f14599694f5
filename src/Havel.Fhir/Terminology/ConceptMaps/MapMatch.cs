namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>One translation of a code.</summary>
/// <param name="Equivalence">R4's code for how well both agree.</param>
/// <param name="Concept">The target; null where the map says that there is none.</param>
/// <param name="Source">Canonical of the map that says so.</param>
internal sealed record MapMatch(string Equivalence, ConceptCoding? Concept, string Source)
{
    public string? Comment { get; init; }

    public IReadOnlyList<MapCondition> Products { get; init; } = [];

    /// <summary>Whether the match is a translation, not the statement that there is none.</summary>
    public bool IsTranslation => Concept is not null && Equivalence is not ("unmatched" or "disjoint");
}
