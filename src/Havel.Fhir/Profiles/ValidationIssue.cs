using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles;

/// <summary>One thing that validation found.</summary>
/// <param name="Issue">Severity, sentence and place; the sentence names the profile too.</param>
/// <param name="Profile">The profile that is not met, <c>canonical|version</c>; the type's own definition for the rules
/// of R4.</param>
/// <param name="Key">The key of the invariant that failed, such as <c>obs-6</c>; null for every other rule.</param>
public sealed record ValidationIssue(Issue Issue, string? Profile, string? Key)
{
    public IssueSeverity Severity => Issue.Severity;

    public bool IsError => Issue.IsError;

    /// <summary>FHIRPath of the place.</summary>
    public string? Expression => Issue.Expression;

    public override string ToString() => $"{Issue.Severity} {Issue.Expression}: {Issue.Message}";
}
