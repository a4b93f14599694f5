namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-discriminator-type.html; <c>position</c> is of R5, but German
/// packages may state it: https://hl7.org/fhir/R5/valueset-discriminator-type.html.</summary>
public enum DiscriminatorKind : byte
{
    Value,
    Exists,
    Pattern,
    Type,
    Profile,
    Position,
}
