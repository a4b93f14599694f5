namespace Havel.Fhir.Profiles;

/// <summary>One type an element may have. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.</summary>
/// <param name="Code">The type's name; the FHIR name (<c>string</c>) also where the definition names a type of
/// FHIRPath.</param>
/// <param name="Profiles">Canonical addresses: the value must fit one of them. Empty for any.</param>
/// <param name="TargetProfiles">Canonical addresses: what a Reference or canonical points to must fit one of them.
/// Empty for any.</param>
/// <param name="Aggregation">How the target may be reached; <see cref="ProfileAggregation.None"/> for any way.</param>
/// <param name="Versioning">Whether references name a version.</param>
public sealed record ProfileType(
    string Code,
    IReadOnlyList<string> Profiles,
    IReadOnlyList<string> TargetProfiles,
    ProfileAggregation Aggregation = ProfileAggregation.None,
    ProfileVersioning Versioning = ProfileVersioning.Either)
{
    public override string ToString() => Code;
}
