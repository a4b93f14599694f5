using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles;

/// <summary>What came of reading a StructureDefinition.</summary>
/// <param name="Definition">The model; null where the resource is none or lacks what nothing works without.</param>
/// <param name="Issues">What was found wrong; may be there beside a definition, which is then good as far as it
/// goes.</param>
public sealed record StructureDefinitionReading(StructureDefinition? Definition, IReadOnlyList<Issue> Issues);
