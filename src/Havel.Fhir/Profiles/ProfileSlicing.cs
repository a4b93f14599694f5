namespace Havel.Fhir.Profiles;

/// <summary>How the repetitions of an element are told apart. Source:
/// https://hl7.org/fhir/R4/profiling.html#slicing.</summary>
/// <param name="Discriminators">What tells them apart, all together; empty where only the slices' own rules do.</param>
/// <param name="Rules">What happens to repetitions that match no slice.</param>
/// <param name="IsOrdered">Whether the slices must follow each other as they are defined.</param>
public sealed record ProfileSlicing(
    IReadOnlyList<ProfileDiscriminator> Discriminators, SlicingRules Rules, bool IsOrdered);
