using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>Goes through a response and its Questionnaire side by side. Source:
/// https://hl7.org/fhir/R4/questionnaireresponse.html.</summary>
/// <param name="run">Where findings go.</param>
/// <param name="form">The Questionnaire.</param>
/// <param name="response">The response.</param>
/// <param name="isComplete">Whether everything must be there: not while it is being filled in.</param>
internal sealed class ResponseWalk(ValidationRun run, Form form, Node response, bool isComplete)
{
    private const string Source = RuleSource.QuestionnaireResponse;

    private readonly Enablement _enablement = new(new ResponseItems(response));
    private readonly AnswerRules _answers = new(run, form);
    private readonly List<Node> _surroundings = [response];

    public void Check() => CheckItems(response, form.Items, owner: null);

    /// <summary>The items in a group, an answer, or the response itself.</summary>
    private void CheckItems(Node holder, List<FormItem> asked, FormItem? owner)
    {
        var counts = asked.Count == 0 ? [] : new int[asked.Count];
        var answered = asked.Count == 0 ? [] : new bool[asked.Count];
        var last = 0;
        foreach (var node in holder.ChildrenOf("item"))
        {
            if (run.IsStopped || node.TextOf("linkId") is not { } linkId)
                continue;

            if (form.Find(linkId) is not { } item || !ReferenceEquals(item.Parent, owner))
            {
                TellStranger(node, linkId, owner);
                continue;
            }

            if (item.Position < last)
                run.Error(node.Index, IssueType.Structure, Source,
                    $"The item '{linkId}' stands behind '{asked[last]}', and in {form.Canonical} before it.");
            last = Math.Max(last, item.Position);
            counts[item.Position]++;
            answered[item.Position] |= item.IsGroup ? counts[item.Position] >= item.Min : node.Child("answer").Exists;
            CheckItem(node, item, counts[item.Position]);
        }

        foreach (var item in asked)
        {
            if (isComplete && item is { Min: > 0, IsDisplay: false } && !answered[item.Position] && !run.IsStopped)
                TellMissing(holder, item, counts[item.Position]);
        }
    }

    private void TellStranger(Node node, string linkId, FormItem? owner)
    {
        if (form.Find(linkId) is { } elsewhere)
        {
            run.Error(node.Index, IssueType.Structure, Source,
                $"The item '{linkId}' belongs {PlaceOf(elsewhere)} in {form.Canonical}, not {PlaceOf(owner)}.");
        }
        else
        {
            run.Error(node.Index, IssueType.NotFound, Source, $"{form.Canonical} has no item '{linkId}'.");
        }
    }

    private static string PlaceOf(FormItem? item) => item switch
    {
        null => "at the top",
        { Parent: { } parent } => $"beneath '{parent}'",
        _ => "at the top",
    };

    private void CheckItem(Node node, FormItem item, int count)
    {
        var isEnabled = _enablement.IsEnabled(item, _surroundings) != false;
        if (!isEnabled && isComplete && HasContent(node))
        {
            run.Error(node.Index, IssueType.BusinessRule, Source,
                $"The item '{item}' is not asked after what was answered elsewhere (enableWhen), and is answered.");
        }

        _surroundings.Add(node);
        if (item.IsGroup)
            CheckGroup(node, item, count);
        else if (item.IsDisplay)
            CheckDisplay(node, item);
        else
            CheckQuestion(node, item, count);
        _surroundings.RemoveAt(_surroundings.Count - 1);
    }

    private void CheckGroup(Node node, FormItem item, int count)
    {
        if (node.Child("answer") is { Exists: true } answer)
            run.Error(answer.Index, IssueType.Structure, Source, $"'{item}' is a group, which has no answer.");
        if (count > item.Max && (item.Max == 1 || count == item.Max + 1))
        {
            run.Error(node.Index, IssueType.Structure, Source,
                $"The group '{item}' may be there {Times(item.Max)}, and is there more often.");
        }

        CheckItems(node, item.Items, item);
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private void CheckDisplay(Node node, FormItem item)
    {
        if (HasContent(node))
            run.Error(node.Index, IssueType.Structure, Source, $"'{item}' is a text to read, which has no answer.");
    }

    private void CheckQuestion(Node node, FormItem item, int count)
    {
        if (count == 2)
        {
            run.Error(node.Index, IssueType.Structure, Source,
                $"The question '{item}' is there twice; several answers stand in one item.");
        }

        if (node.Child("item") is { Exists: true } nested)
        {
            run.Error(nested.Index, IssueType.Structure, Source,
                $"What lies beneath the question '{item}' stands within its answer.");
        }

        var answers = 0;
        foreach (var answer in node.ChildrenOf("answer"))
        {
            answers++;
            if (run.IsStopped)
                return;
            if (answer.Child("value") is { Exists: true } value)
                _answers.Check(item, value);

            _surroundings.Add(answer);
            CheckItems(answer, item.Items, item);
            _surroundings.RemoveAt(_surroundings.Count - 1);
        }

        CheckNumber(node, item, answers);
    }

    private void CheckNumber(Node node, FormItem item, int answers)
    {
        if (answers > item.Max)
        {
            run.Error(node.Index, IssueType.Structure, Source,
                $"The question '{item}' takes {(item.Max == 1 ? "one answer" : $"{item.Max} answers")}, "
                + $"and {answers} are given.");
        }
        else if (isComplete && answers > 0 && answers < item.Min)
        {
            run.Error(node.Index, IssueType.Required, Source,
                $"The question '{item}' takes at least {item.Min} answers, and {answers} are given.");
        }
    }

    /// <summary>What is required must be there, unless it is not asked. An item without any answer is as good as
    /// missing.</summary>
    private void TellMissing(Node holder, FormItem item, int count)
    {
        if (_enablement.IsEnabled(item, _surroundings) != true)
            return;

        if (item.IsGroup && count > 0)
        {
            run.Error(holder.Index, IssueType.Required, Source,
                $"The group '{item}' must be there {item.Min} times, and is there {Times(count)}.");
        }
        else
        {
            run.Error(holder.Index, IssueType.Required, Source,
                $"The item '{item}' is required by {form.Canonical} and has no answer.");
        }
    }

    private static bool HasContent(Node item)
    {
        if (item.Child("answer").Exists)
            return true;

        foreach (var nested in item.ChildrenOf("item"))
        {
            if (HasContent(nested))
                return true;
        }

        return false;
    }
}
