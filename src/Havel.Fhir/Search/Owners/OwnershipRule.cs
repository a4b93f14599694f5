namespace Havel.Fhir.Search.Owners;

/// <summary>How a type's owners are found beyond what the patient compartment says; docs/ownership.md gives the
/// reasons.</summary>
/// <param name="Patients">Elements whose references to patients make them owners, as
/// <c>Type.element.element</c>.</param>
/// <param name="Through">Elements whose references lead to resources that own this one through their own
/// owners.</param>
/// <param name="Without">What a resource is that leads to no patient.</param>
internal sealed record OwnershipRule(string[] Patients, string[] Through, WithoutPatient Without);
