using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Havel.Fhir.Tests.FhirPath;

namespace Havel.Fhir.Tests.Profiles.Rules;

/// <summary>Validates small resources and keeps what the rules of the prose found: invariants and bindings are tested
/// elsewhere.</summary>
internal static class Rule
{
    private static readonly StubTerminology Terms = new("http://x.test/colours", "red");

    private static readonly ResourceValidator Core = new(Profile.Core, Terms);

    public static IReadOnlyList<ValidationIssue> Findings(string json) => Findings(Core, json);

    /// <summary>With a Questionnaire at hand.</summary>
    public static IReadOnlyList<ValidationIssue> Findings(string json, string questionnaire)
    {
        var resource = ConformanceResource.From(Encoding.UTF8.GetBytes(questionnaire))!;
        var library = new ProfileLibrary(ConformanceCatalog.Core.With(resource));
        return Findings(new ResourceValidator(library, Terms), json);
    }

    /// <summary>The messages of errors and warnings, for one look at all of them.</summary>
    public static string Text(this IReadOnlyList<ValidationIssue> findings) =>
        string.Join('\n', findings.Where(finding => finding.Severity < IssueSeverity.Information));

    private static ValidationIssue[] Findings(ResourceValidator validator, string json) =>
        [.. validator.Validate(Profile.Parse(Encoding.UTF8.GetBytes(json)))
            .Where(finding => finding.Key is null && IsOfProse(finding.Profile))];

    private static bool IsOfProse(string? profile) => profile is not null
        && (profile.Contains("/Bundle|", StringComparison.Ordinal)
            || profile.Contains("/Composition|", StringComparison.Ordinal)
            || profile.Contains("/QuestionnaireResponse|", StringComparison.Ordinal));
}
