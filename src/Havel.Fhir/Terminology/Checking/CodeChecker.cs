using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.Rules;

namespace Havel.Fhir.Terminology.Checking;

/// <summary>Checks codes in detail: system, code, membership, version, status, display; each fault an issue of its
/// own.</summary>
/// <param name="scope">What is known.</param>
/// <param name="members">The value set; null where the code system alone decides.</param>
/// <param name="wish">How strictly.</param>
internal sealed class CodeChecker(TerminologyScope scope, ValueSetMembers? members, CheckWish wish)
{
    public CheckResult Check(CodeQuestion question)
    {
        var findings = question.Codings.Select((coding, i) => Check(coding, question, i)).ToList();
        return question.IsConcept ? Join(findings, question) : Single(findings[0]);
    }

    private static CheckResult Single(CodingFinding finding) => Describe(finding) with
    {
        IsValid = finding is { IsMember: true, HasError: false },
        Issues = finding.Issues,
        UnknownSystems = finding.UnknownSystem is null ? [] : [finding.UnknownSystem],
    };

    // One coding in the value set is enough; that others are not is a remark. Faults of any coding stay faults.
    private CheckResult Join(List<CodingFinding> findings, CodeQuestion question)
    {
        var issues = new List<TerminologyIssue>();
        var member = findings.Find(finding => finding.IsMember);
        for (var i = 0; i < findings.Count; i++)
        {
            foreach (var issue in findings[i].Issues)
            {
                issues.Add(issue.Detail is "not-in-vs"
                    ? issue with { Severity = IssueSeverity.Information, Detail = "this-code-not-in-vs" }
                    : issue);
            }
        }

        if (member is null && members is not null)
        {
            issues.Insert(0, new TerminologyIssue(
                IssueSeverity.Error, IssueType.CodeInvalid, "not-in-vs",
                $"None of the codings is in the value set {members.Definition.Canonical}.")
            {
                MessageId = "TX_GENERAL_CC_ERROR_MESSAGE",
            });
        }

        if (findings.Count == 0)
            issues.Add(TerminologyIssue.Invalid("The concept has no coding.") with { Expression = question.Path });

        var described = member ?? findings.FirstOrDefault();
        return (described is null ? new CheckResult() : Describe(described)) with
        {
            IsValid = member is not null && !issues.Exists(issue => issue.IsError),
            Issues = issues,
            UnknownSystems = [.. findings.Select(finding => finding.UnknownSystem).OfType<string>().Distinct()],
        };
    }

    private static CheckResult Describe(CodingFinding finding)
    {
        var isFound = finding.Concept.Exists;
        var right = isFound ? finding.System!.Code(finding.Concept) : null;
        return new CheckResult
        {
            System = finding.SystemUrl,
            Code = finding.Coding.Code,
            Version = finding.System?.Version,
            Display = finding.Display,
            NormalizedCode = right is null || string.Equals(right, finding.Coding.Code, StringComparison.Ordinal)
                ? null
                : right,
            IsInactive = isFound && finding.System!.IsInactive(finding.Concept),
            Status = isFound && finding.System!.IsInactive(finding.Concept)
                ? StatusOf(finding.System!, finding.Concept)
                : null,
        };
    }

    private CodingFinding Check(ConceptCoding coding, CodeQuestion question, int position)
    {
        var finding = new CodingFinding(coding);
        string At(string element) => question.At(position, element);
        if (coding.Code is null)
        {
            finding.Issues.Add(TerminologyIssue.Invalid("The coding has no code.") with { Expression = At("code") });
            return finding;
        }

        if (members?.Fault is { } fault)
            finding.Issues.Add(fault);

        var infers = coding.System is null && members is not null && (question.Path.Length == 0 || wish.InfersSystem);
        if (coding.System is null && !infers)
        {
            AddNoSystem(finding, At);
            return finding;
        }

        var system = coding.System ?? InferSystem(finding, At);
        if (system is null)
            return finding;

        finding.SystemUrl = system;
        CheckSystem(finding, system, At);
        if (members is not null)
            CheckMembership(finding, system, At);
        else
            finding.IsMember = finding.Concept.Exists || finding.System is { Content: not CodeSystemContent.Complete };

        if (finding.Concept.Exists && !wish.IsMembershipOnly)
            CheckConcept(finding, At);

        return finding;
    }

    private void AddNoSystem(CodingFinding finding, Func<string, string> at)
    {
        finding.Issues.Add(new TerminologyIssue(
            IssueSeverity.Warning, IssueType.Invalid, "invalid-data",
            "The coding names no system. Without one its code has no meaning and cannot be checked.")
        {
            MessageId = "Coding_has_no_system__cannot_validate",
            Expression = at("").TrimEnd('.'),
        });
        if (members is not null)
            AddNotMember(finding, null, at);
    }

    private string? InferSystem(CodingFinding finding, Func<string, string> at)
    {
        var code = Encoding.UTF8.GetBytes(finding.Coding.Code!);
        var systems = new List<string>();
        foreach (var url in SystemsOf(members!).Distinct(StringComparer.Ordinal))
        {
            if (members!.Contains(new CodedValue(Encoding.UTF8.GetBytes(url), code), out _) == MemberAnswer.Yes)
                systems.Add(url);
        }

        if (systems.Count == 1)
            return systems[0];

        AddNotMember(finding, null, at);
        finding.Issues.Add(new TerminologyIssue(
            IssueSeverity.Error, systems.Count == 0 ? IssueType.NotFound : IssueType.MultipleMatches, "cannot-infer",
            systems.Count == 0
                ? $"No system of the value set has a code {finding.Coding.Code}, so none can be inferred."
                : $"The code {finding.Coding.Code} is in several systems of the value set: "
                    + string.Join(", ", systems) + ".")
        {
            MessageId = systems.Count == 0
                ? "UNABLE_TO_INFER_CODESYSTEM"
                : "Unable_to_resolve_system__value_set_has_multiple_matches",
            Expression = at("code"),
        });
        return null;
    }

    private static IEnumerable<string> SystemsOf(ValueSetMembers set) => set.Includes.SelectMany(rule =>
        (rule.Include.System is { } url ? (string[])[url] : []).Concat(rule.Within.SelectMany(SystemsOf)));

    private void CheckSystem(CodingFinding finding, string url, Func<string, string> at)
    {
        var lookup = scope.System(url, finding.Coding.Version ?? VersionInSet(url));
        finding.System = lookup.System;
        if (lookup.Fault is { } fault)
        {
            finding.UnknownSystem = lookup.System is null ? Full(url, finding.Coding.Version) : null;
            finding.Issues.Add(fault with { Expression = at("system") });
            if (scope.Catalog.Find("ValueSet", url) is not null)
            {
                finding.Issues.Add(
                    TerminologyIssue.Invalid($"{url} is a value set; a coding needs the code system.") with
                    {
                        MessageId = "Terminology_TX_System_ValueSet2",
                        Expression = at("system"),
                    });
            }
        }

        if (lookup.System is not { } system)
            return;

        finding.Concept = TerminologyEngine.Find(system, finding.Coding.Code!);
        if (!finding.Concept.Exists)
            AddUnknownCode(finding, lookup, at);
    }

    private static void AddUnknownCode(CodingFinding finding, SystemLookup lookup, Func<string, string> at)
    {
        var isWhole = lookup.System!.Content == CodeSystemContent.Complete;
        finding.Issues.Add(new TerminologyIssue(
            isWhole ? IssueSeverity.Error : IssueSeverity.Warning, IssueType.CodeInvalid, "invalid-code",
            isWhole
                ? $"The code system {lookup.Canonical} has no code {finding.Coding.Code}."
                : $"Only a part of the code system {lookup.Canonical} is known here, "
                    + $"and the code {finding.Coding.Code} is not in it.")
        {
            MessageId = isWhole ? "Unknown_Code_in_Version" : "UNKNOWN_CODE_IN_FRAGMENT",
            Expression = at("code"),
        });
    }

    private void CheckMembership(CodingFinding finding, string url, Func<string, string> at)
    {
        var answer = members!.Contains(
            new CodedValue(Encoding.UTF8.GetBytes(url), Encoding.UTF8.GetBytes(finding.Coding.Code!)), out var hit);
        var isPart = finding.System is { Content: not CodeSystemContent.Complete } && !finding.Concept.Exists;
        finding.IsMember = answer == MemberAnswer.Yes || (answer == MemberAnswer.Unknown && isPart);
        if (finding.IsMember)
        {
            CheckVersion(finding, hit, at);
            finding.Display = hit.Rule?.Listed(Encoding.UTF8.GetBytes(finding.Coding.Code!))?.Display;
            return;
        }

        if (answer == MemberAnswer.No)
        {
            AddNotMember(finding, url, at);
            return;
        }

        var fault = hit.Rule?.Lookup?.Fault ?? hit.Rule?.Test?.Fault;
        var isNew = fault is not null && !finding.Issues.Exists(
            issue => string.Equals(issue.Text, fault.Text, StringComparison.Ordinal));
        if (isNew)
            finding.Issues.Add(fault! with { Expression = at("system") });
    }

    private void AddNotMember(CodingFinding finding, string? url, Func<string, string> at) =>
        finding.Issues.Add(new TerminologyIssue(
            IssueSeverity.Error, IssueType.CodeInvalid, "not-in-vs",
            $"The code {(url is null ? "" : url + "#")}{finding.Coding.Code} "
            + $"is not in the value set {members!.Definition.Canonical}.")
        {
            MessageId = "None_of_the_provided_codes_are_in_the_value_set_one",
            Expression = at("code"),
        });

    private static void CheckVersion(CodingFinding finding, in MemberHit hit, Func<string, string> at)
    {
        var used = hit.Rule?.System?.Version;
        var given = finding.Coding.Version;
        if (given is null || used is null || VersionOrder.Admits(given, used) || VersionOrder.Admits(used, given))
            return;

        finding.Issues.Add(new TerminologyIssue(
            IssueSeverity.Error, IssueType.Invalid, "vs-invalid",
            $"The value set uses version {used} of {finding.SystemUrl}, the coding version {given}.")
        {
            MessageId = "VALUESET_VALUE_MISMATCH",
            Expression = at("version"),
        });
    }

    private void CheckConcept(CodingFinding finding, Func<string, string> at)
    {
        var system = finding.System!;
        var right = system.Code(finding.Concept);
        if (!string.Equals(right, finding.Coding.Code, StringComparison.Ordinal))
        {
            finding.Issues.Add(Remark(
                IssueSeverity.Information, "code-rule",
                $"The code {finding.Coding.Code} is written {right} in its system.",
                "CODE_CASE_DIFFERENCE", at("code")));
        }

        if (!wish.TakesAbstract && system.IsAbstract(finding.Concept))
        {
            finding.Issues.Add(Remark(
                IssueSeverity.Error, "code-rule",
                $"The code {right} only groups others and cannot be chosen.", "ABSTRACT_CODE_NOT_ALLOWED", at("code")));
        }

        if (system.IsInactive(finding.Concept))
        {
            finding.Issues.Add(Remark(
                wish.IsActiveOnly ? IssueSeverity.Error : IssueSeverity.Warning,
                wish.IsActiveOnly ? "code-rule" : "code-comment",
                $"The code {right} has the status {StatusOf(system, finding.Concept)} and should not be used any more.",
                wish.IsActiveOnly ? "STATUS_CODE_WARNING_CODE" : "INACTIVE_CONCEPT_FOUND", at("code")));
        }

        DisplayCheck.Run(finding, members, wish, at("display"));
    }

    private static TerminologyIssue Remark(
        IssueSeverity severity, string detail, string text, string messageId, string expression) =>
        new(severity, IssueType.BusinessRule, detail, text) { MessageId = messageId, Expression = expression };

    private static string StatusOf(ICodeSystem system, Concept concept)
    {
        var meanings = new PropertyMeanings(system.Properties);
        return system.PropertiesOf(concept).FirstOrDefault(one => meanings.Meaning(one.Code) is "status")?.Value
            ?? "inactive";
    }

    // A value set that pins a version of the system pins it for the coding too.
    private string? VersionInSet(string url) => members?.Includes
        .Where(rule => string.Equals(rule.Include.System, url, StringComparison.Ordinal))
        .Select(rule => rule.Include.Version)
        .FirstOrDefault(version => version is not null);

    private static string Full(string url, string? version) => version is null ? url : $"{url}|{version}";
}
