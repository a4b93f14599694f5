namespace Havel.Server.Validation;

/// <summary>What the resource is validated for. Source:
/// https://hl7.org/fhir/R4/valueset-resource-validation-mode.html.</summary>
internal enum ValidateMode : byte
{
    /// <summary>Nothing in particular.</summary>
    Unstated,
    Create,
    Update,
    Delete,
    Profile,
}
