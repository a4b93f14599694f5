namespace Havel.Fhir.Profiles;

/// <summary>One way to tell slices apart. Source: https://hl7.org/fhir/R4/profiling.html#discriminator.</summary>
/// <param name="Kind">What is looked at.</param>
/// <param name="Path">Where: a restricted FHIRPath from the sliced element, <c>$this</c> for itself.</param>
public sealed record ProfileDiscriminator(DiscriminatorKind Kind, string Path);
