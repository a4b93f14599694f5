using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Running;

/// <summary>A fault at a node, before its path and line are worked out.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Profile">The profile that speaks, or null for the definitions of R4.</param>
/// <param name="Key">The key of a failed invariant.</param>
/// <param name="IsBaseBinding">Whether it says that a code is not in the value set R4 itself names: a profile that binds
/// the same element to another value set has the last word.</param>
internal readonly record struct Finding(
    int Node,
    IssueSeverity Severity,
    IssueType Type,
    string Message,
    string? Profile,
    string? Key,
    bool IsBaseBinding);
