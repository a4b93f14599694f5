namespace Havel.Fhir.Terminology;

/// <summary>One filter of a value set. Source: https://hl7.org/fhir/R4/valueset-filter-operator.html.</summary>
/// <param name="Property">The property; <c>concept</c> or <c>code</c> for the code itself.</param>
/// <param name="Operator">The operator's code, such as <c>is-a</c> or <c>=</c>.</param>
/// <param name="Value">What to compare with.</param>
public sealed record ConceptFilter(string Property, string Operator, string Value);
