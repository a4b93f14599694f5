namespace Havel.Fhir.Profiles;

/// <summary>The ways a reference may reach its target. Source:
/// https://hl7.org/fhir/R4/valueset-resource-aggregation-mode.html.</summary>
[Flags]
public enum ProfileAggregation : byte
{
    /// <summary>Nothing is said: every way is allowed.</summary>
    None = 0,
    Contained = 1,
    Referenced = 2,
    Bundled = 4,
}
