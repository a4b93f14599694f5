namespace Havel.Fhir.Definitions;

/// <summary>The binding of a coded element. Source: https://hl7.org/fhir/R4/terminologies.html#strength.</summary>
/// <param name="Strength">How strictly the value set holds.</param>
/// <param name="ValueSet">Canonical address of the value set, without version.</param>
public sealed record ElementBinding(BindingStrength Strength, string ValueSet);
