namespace Havel.Fhir.Terminology.ConceptMaps;

/// <summary>Another element that a line depends on, or that it yields beside its target.</summary>
/// <param name="Property">Which element.</param>
/// <param name="System">The value's system, or null.</param>
/// <param name="Value">Its code or text.</param>
/// <param name="Display">Its display, or null.</param>
internal sealed record MapCondition(string Property, string? System, string Value, string? Display);
