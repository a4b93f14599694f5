using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles;

/// <summary>What a caller may decide about validation.</summary>
public sealed record ValidationSettings
{
    public static readonly ValidationSettings Default = new();

    /// <summary>Whether recommendations such as "a resource should have a narrative" (dom-6) are reported, as
    /// warnings. Source: https://hl7.org/fhir/R4/best-practices.html.</summary>
    public bool ReportBestPractices { get; init; } = true;

    /// <summary>Whether what is merely recommended (codes of preferred value sets, extensions nobody knows) is
    /// reported, as information.</summary>
    public bool ReportInformation { get; init; } = true;

    /// <summary>Whether the profiles that resources name in <c>meta.profile</c> are applied.</summary>
    public bool FollowDeclaredProfiles { get; init; } = true;

    /// <summary>The number of findings after which a validation gives up.</summary>
    public int MaxIssues { get; init; } = Limits.ValidationIssues;

    /// <summary>Finds the resource that a reference names, for what lies outside of the validated resource; null, or no
    /// node: the target is not looked at. May be called by several threads.</summary>
    public Func<string, Node>? Resolver { get; init; }

    /// <summary>The clock of <c>now()</c> and <c>today()</c> in invariants; null: the time stands still at the start of
    /// 1970, so whoever validates with profiles should hand one in.</summary>
    public TimeProvider? Clock { get; init; }
}
