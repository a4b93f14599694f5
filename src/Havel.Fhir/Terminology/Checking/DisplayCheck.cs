using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Terminology.Displays;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Checking;

/// <summary>Whether the text beside a code is one of its displays in a language that was asked for, and which one it
/// should be.</summary>
internal static class DisplayCheck
{
    public static void Run(CodingFinding finding, ValueSetMembers? members, CheckWish wish, string path)
    {
        var system = finding.System!;
        var listed = Listed(members, finding);
        var texts = new ConceptTexts(
            system.Display(finding.Concept) ?? listed?.Display, system.Language,
            system.Designations(finding.Concept).Concat(listed?.Designations ?? []));
        var picked = wish.Languages.Ranges.Count == 0 ? null : texts.Pick(wish.Languages);
        finding.Display = picked?.Value ?? finding.Display ?? texts.Pick(LanguageWish.None)?.Value;
        if (finding.Coding.Display is not { Length: > 0 } given || texts.All.Count == 0)
            return;

        var wanted = texts.All.Where(text => IsWanted(text, wish.Languages)).ToList();
        if (wanted.Exists(text => CodeExplanation.IsSameText(text.Value, given))
            || (listed?.Display is { } local && CodeExplanation.IsSameText(local, given)))
        {
            return;
        }

        // Where nobody has translated the code, its untranslated display is as good as can be.
        if (wanted.Count == 0 && CodeExplanation.IsSameText(texts.All[0].Value, given))
        {
            finding.Issues.Add(Issue(
                IssueSeverity.Information, "display-comment",
                $"The display '{given}' is right, but there is none in the language {wish.Languages.Text}.",
                "NO_VALID_DISPLAY_FOUND_LANG_NONE_ONE", path));
            return;
        }

        finding.Issues.Add(Issue(
            wish.IsLenientOnDisplay ? IssueSeverity.Warning : IssueSeverity.Error, "invalid-display",
            Wrong(finding, given, wanted.Count == 0 ? [texts.All[0]] : wanted, wish),
            "Display_Name_for__should_be_one_of__instead_of", path));
    }

    // The one sentence of other servers that clients are known to compare word for word.
    private static string Wrong(CodingFinding finding, string given, List<Designation> right, CheckWish wish)
    {
        var choices = right.DistinctBy(text => text.Value).Select(text =>
            text.Language is null ? $"'{text.Value}'" : $"'{text.Value}' ({text.Language})").ToList();
        var list = choices.Count == 1
            ? choices[0]
            : $"one of {choices.Count} choices: "
                + string.Join(", ", choices.SkipLast(1)) + " or " + choices[^1];
        var languages = wish.Languages.IsStated ? wish.Languages.Text : "--";
        return $"Wrong Display Name '{given}' for {finding.SystemUrl}#{finding.Coding.Code}. "
            + $"Valid display is {list} (for the language(s) '{languages}')";
    }

    private static bool IsWanted(Designation text, LanguageWish wish)
    {
        if (wish.Ranges.Count == 0)
            return true;

        foreach (var range in wish.Ranges)
        {
            if (range.Fit(text.Language) >= 2)
                return true;
        }

        return false;
    }

    private static ValueSetConcept? Listed(ValueSetMembers? members, CodingFinding finding)
    {
        if (members is null || finding.SystemUrl is null)
            return null;

        members.Contains(
            new CodedValue(Encoding.UTF8.GetBytes(finding.SystemUrl), Encoding.UTF8.GetBytes(finding.Coding.Code!)),
            out var hit);
        return hit.Rule?.Listed(Encoding.UTF8.GetBytes(finding.Coding.Code!));
    }

    private static TerminologyIssue Issue(
        IssueSeverity severity, string detail, string text, string messageId, string path) =>
        new(severity, IssueType.Invalid, detail, text) { MessageId = messageId, Expression = path };
}
