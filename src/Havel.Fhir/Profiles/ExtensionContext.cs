namespace Havel.Fhir.Profiles;

/// <summary>Where an extension may stand. Source: https://hl7.org/fhir/R4/defining-extensions.html#context.</summary>
/// <param name="Kind">How to read the expression.</param>
/// <param name="Expression">An element id (<c>Patient.name</c>), a FHIRPath, or the url of an extension.</param>
public sealed record ExtensionContext(ExtensionContextKind Kind, string Expression);
