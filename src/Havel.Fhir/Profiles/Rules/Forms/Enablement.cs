using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>Whether an item is asked at all, given what was answered. Source:
/// https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableBehavior.</summary>
internal readonly struct Enablement(ResponseItems items)
{
    /// <summary>Whether the item is asked; null where that cannot be said.</summary>
    /// <param name="item">The item.</param>
    /// <param name="surroundings">Where in the response it stands or would stand.</param>
    public bool? IsEnabled(FormItem item, IReadOnlyList<Node> surroundings)
    {
        if (item.Conditions.Count == 0)
            return true;

        var isOpen = false;
        foreach (var condition in item.Conditions)
        {
            var holds = Holds(condition, items.Nearest(condition.Question, surroundings));
            isOpen |= holds is null;
            if (holds == !item.NeedsAllConditions)
                return holds;
        }

        return isOpen ? null : item.NeedsAllConditions;
    }

    /// <summary>One answer that fits is enough; of <c>!=</c> none may be equal.</summary>
    private static bool? Holds(FormCondition condition, Node asked)
    {
        var (count, holds, isOpen) = (0, false, false);
        if (asked.Exists)
        {
            foreach (var answer in asked.ChildrenOf("answer"))
            {
                if (answer.Child("value") is not { Exists: true } value)
                    continue;

                count++;
                var fits = condition.Answer.Exists ? Fits(condition, value) : null;
                isOpen |= fits is null;
                holds |= fits == true;
            }
        }

        return condition.Operator switch
        {
            "exists" => count > 0 == IsTrue(condition.Answer),
            "!=" when count == 0 => null,
            "!=" => isOpen && !holds ? null : !holds,
            _ => holds ? true : isOpen ? null : false,
        };
    }

    /// <summary>Whether one answer fits; of <c>!=</c> whether it is the value that must not be.</summary>
    private static bool? Fits(FormCondition condition, Node value) => condition.Operator switch
    {
        "=" or "!=" => AnswerComparison.AreEqual(value, condition.Answer),
        ">" => AnswerComparison.Compare(value, condition.Answer) is { } order ? order > 0 : null,
        ">=" => AnswerComparison.Compare(value, condition.Answer) is { } order ? order >= 0 : null,
        "<" => AnswerComparison.Compare(value, condition.Answer) is { } order ? order < 0 : null,
        "<=" => AnswerComparison.Compare(value, condition.Answer) is { } order ? order <= 0 : null,
        _ => false,
    };

    private static bool IsTrue(Node flag) => flag.Exists && flag.RawText.SequenceEqual("true"u8);
}
