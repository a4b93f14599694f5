using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>One step of a discriminator's path. Source: https://hl7.org/fhir/R4/profiling.html#discriminator.</summary>
/// <param name="Kind">What the step does.</param>
/// <param name="Name">The element's name, or the extension's url.</param>
/// <param name="NameId">The number of the element's name.</param>
/// <param name="Type">The type that <c>ofType()</c> keeps.</param>
/// <param name="Url">The extension's url in bytes.</param>
internal sealed record DiscriminatorStep(
    DiscriminatorStepKind Kind,
    string Name = "",
    int NameId = -1,
    TypeDefinition? Type = null,
    byte[]? Url = null);
