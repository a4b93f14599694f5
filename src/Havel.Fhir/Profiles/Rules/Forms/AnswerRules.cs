using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>What a question says of the value of an answer.</summary>
internal readonly struct AnswerRules(ValidationRun run, Form form)
{
    private const string Source = RuleSource.QuestionnaireResponse;

    public void Check(FormItem item, Node value)
    {
        var types = AnswerTypes.For(item);
        if (!types.Contains(value.Type.Name, StringComparer.Ordinal))
        {
            run.Error(value.Index, IssueType.Structure, Source,
                $"The question '{item}' of {form.Canonical} is answered by {string.Join(" or ", types)}, "
                + $"not by {value.Type.Name}.");
            return;
        }

        CheckLength(item, value);
        CheckRange(item, value);
        if (item.Options.Count > 0)
            CheckOptions(item, value);
        else if (item.ValueSet is not null && value.Type.Name == "Coding")
            CheckValueSet(item.ValueSet, item, value);
    }

    private void CheckLength(FormItem item, Node value)
    {
        if (!value.Type.IsPrimitive || !value.HasValue || item is { MaxLength: null, MinLength: 0, MaxDecimals: null })
            return;

        var text = value.Text();
        var length = new StringInfo(text).LengthInTextElements;
        if (item.MaxLength < length)
        {
            run.Error(value.Index, IssueType.TooLong, Source,
                $"The question '{item}' allows {item.MaxLength} characters, and the answer has {length}.");
        }
        else if (length < item.MinLength)
        {
            run.Error(value.Index, IssueType.Value, Source,
                $"The question '{item}' asks for at least {item.MinLength} characters, and the answer has {length}.");
        }

        var point = value.Type.Name == "decimal" ? text.IndexOf('.', StringComparison.Ordinal) : -1;
        if (point >= 0 && text.Length - point - 1 > item.MaxDecimals)
        {
            run.Error(value.Index, IssueType.Value, Source,
                $"The question '{item}' allows {item.MaxDecimals} digits behind the point.");
        }
    }

    private void CheckRange(FormItem item, Node value)
    {
        if (item.MinValue.Exists && AnswerComparison.Compare(value, item.MinValue) < 0)
        {
            run.Error(value.Index, IssueType.Value, Source,
                $"The answer to '{item}' is below {item.MinValue.Text()}, the least that is allowed.");
        }

        if (item.MaxValue.Exists && AnswerComparison.Compare(value, item.MaxValue) > 0)
        {
            run.Error(value.Index, IssueType.Value, Source,
                $"The answer to '{item}' is above {item.MaxValue.Text()}, the most that is allowed.");
        }
    }

    private void CheckOptions(FormItem item, Node value)
    {
        if (item.Type == "open-choice" && value.Type.Name == "string")
            return;

        foreach (var option in item.Options)
        {
            if (AnswerComparison.AreEqual(option, value) != false)
                return;
        }

        run.Error(value.Index, IssueType.CodeInvalid, Source,
            $"The answer is none of the {item.Options.Count} options of the question '{item}' of {form.Canonical}.");
    }

    private void CheckValueSet(string valueSet, FormItem item, Node value)
    {
        // A value set within the Questionnaire cannot be asked of the terminology; the Questionnaire's own text binds.
        if (valueSet.StartsWith('#'))
            return;

        var check = run.Validator.Terminology.Check(valueSet, CodedValue.OfCoding(value, isDisplayChecked: false));
        if (check.Verdict is CodeVerdict.NotMember or CodeVerdict.UnknownCode)
        {
            run.Error(value.Index, IssueType.CodeInvalid, Source,
                $"The answer to '{item}' is not in the value set {valueSet}.");
        }
        else if (!check.IsMember)
        {
            run.Report(IssueSeverity.Information, value.Index, IssueType.NotSupported, Source,
                $"Whether the answer to '{item}' is in the value set {valueSet} cannot be said here.");
        }
    }
}
