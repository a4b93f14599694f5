using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles.Checks;

/// <content>Concepts, of whose codings one must fit, and what is said of misfits.</content>
internal sealed partial class BindingCheck
{
    private void CheckConcept(ValidationRun run, Node concept)
    {
        if (_valueSet is not null)
            CheckConcept(run, concept, _valueSet, isMost: false);
        if (_most is not null)
            CheckConcept(run, concept, _most, isMost: true);
    }

    private void CheckConcept(ValidationRun run, Node concept, ValueSetCheck valueSet, bool isMost)
    {
        var (hasCode, worst) = (false, default(CodeCheck));
        foreach (var coding in concept.Children)
        {
            if (coding.Name != "coding")
                continue;

            // A code that is said to be absent by an extension is neither inside nor outside.
            var code = coding.Child("code");
            if (!code.Exists || !code.HasValue)
            {
                hasCode |= code.Exists;
                continue;
            }

            var check = valueSet.Check(CodedValue.OfCoding(coding, isDisplayChecked: !isMost));
            if (check.IsMember)
            {
                if (!isMost)
                    JudgeDisplay(run, coding, check);
                return;
            }

            // One coding that cannot be judged may be the member that is looked for.
            worst = !hasCode || Known(check.Verdict) is null ? check : worst;
            hasCode = true;
        }

        if (!hasCode)
            CheckTextOnly(run, concept, isMost);
        else if (worst.Verdict != CodeVerdict.Member && isMost)
            JudgeMost(run, concept, worst);
        else if (worst.Verdict != CodeVerdict.Member)
            Judge(run, concept, worst);
    }

    /// <summary>A text instead of a code: not where a code is required.</summary>
    private void CheckTextOnly(ValidationRun run, Node concept, bool isMost)
    {
        if (_strength == BindingStrength.Required && !isMost)
            MissingCode(run, concept);
    }

    private void MissingCode(ValidationRun run, Node coded) =>
        run.Error(coded.Index, IssueType.CodeInvalid, _source,
            $"Expected a code of {_valueSet!.Canonical} and found none{By}.");

    private void Judge(ValidationRun run, Node coded, in CodeCheck check)
    {
        if (check.IsMember)
        {
            JudgeDisplay(run, coded, check);
            return;
        }

        if (Known(check.Verdict) is null)
        {
            if (_strength != BindingStrength.Preferred)
                CannotCheck(run, coded, _valueSet!, check);
            return;
        }

        var severity = _strength switch
        {
            BindingStrength.Required => IssueSeverity.Error,
            BindingStrength.Extensible => IssueSeverity.Warning,
            _ => IssueSeverity.Information,
        };
        run.Report(severity, coded.Index, IssueType.CodeInvalid, _source,
            $"Expected a code of {_valueSet!.Canonical} ({Words}) and found {Show(coded)}{Reason(check)}{By}.",
            isBaseBinding: _isBase && severity != IssueSeverity.Error);
    }

    private void JudgeMost(ValidationRun run, Node coded, in CodeCheck check)
    {
        if (check.IsMember)
            return;

        if (Known(check.Verdict) is null)
        {
            CannotCheck(run, coded, _most!, check);
            return;
        }

        run.Error(coded.Index, IssueType.CodeInvalid, _source,
            $"No code may stand here that is not in {_most!.Canonical}, but {Show(coded)} is not{Reason(check)}{By}.");
    }

    private static void JudgeDisplay(ValidationRun run, Node coded, in CodeCheck check)
    {
        if (!check.IsDisplayWrong)
            return;

        run.Warn(coded.Index, IssueType.CodeInvalid, null,
            $"The display does not belong to the code; expected \"{check.Display}\" and found {Show(coded)}.");
    }

    private void CannotCheck(ValidationRun run, Node coded, ValueSetCheck valueSet, in CodeCheck check) =>
        run.Report(IssueSeverity.Warning, coded.Index, IssueType.NotFound, _source,
            $"Whether {Show(coded)} is in {valueSet.Canonical} cannot be checked{Reason(check)}{By}.",
            isBaseBinding: _isBase);

    private string Words => _strength switch
    {
        BindingStrength.Required => "required",
        BindingStrength.Extensible => "extensible: others only where none fits",
        _ => "preferred",
    };

    private string By => _isBase ? string.Empty : $" ({Profile})";

    private static string Reason(in CodeCheck check) =>
        check.Message is { Length: > 0 } message ? ": " + message.TrimEnd('.') : string.Empty;

    private static string Show(Node coded)
    {
        if (coded.Type.IsPrimitive)
            return $"\"{ValueMatch.Show(coded)}\"";
        if (coded.Type.Name != "CodeableConcept")
            return ShowCoding(coded);

        var codings = new List<string>();
        foreach (var coding in coded.ChildrenOf("coding"))
            codings.Add(ShowCoding(coding));
        return string.Join(" and ", codings);
    }

    private static string ShowCoding(Node coding)
    {
        var display = coding.TextOf("display");
        return $"{coding.TextOf("system")}|{coding.TextOf("code")}" + (display is null ? "" : $" \"{display}\"");
    }
}
