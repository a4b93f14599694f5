namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>What a map does with codes that it has no line for.
/// Source: https://hl7.org/fhir/R4/valueset-conceptmap-unmapped-mode.html.</summary>
/// <param name="Mode"><c>provided</c>, <c>fixed</c> or <c>other-map</c>.</param>
/// <param name="Code">The fixed code.</param>
/// <param name="Display">Its text.</param>
/// <param name="OtherMap">Canonical of the other map.</param>
internal sealed record MapUnmapped(string Mode, string? Code, string? Display, string? OtherMap);
