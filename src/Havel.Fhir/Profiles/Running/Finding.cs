using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Running;

/// <summary>A fault at a node, before its path and line are worked out.</summary>
/// <remarks><c>IsBaseBinding</c> says that a code is not in the value set R4 itself names: a profile that binds the
/// same element to another value set has the last word.</remarks>
internal readonly record struct Finding(
    int Node,
    IssueSeverity Severity,
    IssueType Type,
    string Message,
    string? Profile,
    string? Key,
    bool IsBaseBinding);
