namespace Havel.Fhir.Profiles.Checks;

/// <summary>What a step of a discriminator's path does.</summary>
internal enum DiscriminatorStepKind : byte
{
    Child,
    OfType,
    Extension,
    Resolve,
}
