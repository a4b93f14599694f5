using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles;

/// <summary>The binding of a coded element. Source: https://hl7.org/fhir/R4/terminologies.html#strength.</summary>
/// <param name="Strength">How strictly the value set holds.</param>
/// <param name="ValueSet">Canonical address, with version where one is stated; null where only prose describes
/// it.</param>
/// <param name="MaxValueSet">The value set no code may leave, whatever the strength; null for none. Source:
/// https://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html.</param>
public sealed record ProfileBinding(BindingStrength Strength, string? ValueSet, string? MaxValueSet = null);
