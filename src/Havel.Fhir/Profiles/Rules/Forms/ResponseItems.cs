using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>The items of a response by linkId, wherever they stand, in the order of the text.</summary>
internal sealed class ResponseItems
{
    private readonly Dictionary<string, List<Node>> _byLinkId = new(StringComparer.Ordinal);
    public ResponseItems(Node response)
    {
        Collect(response);
        foreach (var items in _byLinkId.Values)
            items.Sort(static (one, other) => one.Index.CompareTo(other.Index));
    }

    /// <summary>The item of that linkId that is nearest to a place: within what surrounds it, from the inside out;
    /// there the last one before it, else the first one behind it. Source:
    /// https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.question.</summary>
    /// <param name="linkId">What is looked for.</param>
    /// <param name="surroundings">The nodes around the place, the response first.</param>
    /// <returns>The item; no node where nobody has filled it in.</returns>
    public Node Nearest(string linkId, IReadOnlyList<Node> surroundings)
    {
        if (!_byLinkId.TryGetValue(linkId, out var items))
            return default;

        for (var level = surroundings.Count - 1; level >= 0; level--)
        {
            var around = surroundings[level];
            var end = around.Table[around.Index].End;
            var place = level + 1 < surroundings.Count ? surroundings[level + 1].Index : end;
            var behind = FirstFrom(items, place);
            if (behind > 0 && items[behind - 1].Index >= around.Index)
                return items[behind - 1];
            if (behind < items.Count && items[behind].Index < end)
                return items[behind];
        }

        return default;
    }

    /// <summary>The position of the first item that is not before a node.</summary>
    private static int FirstFrom(List<Node> items, int node)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (items[middle].Index < node)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Collect(Node holder)
    {
        foreach (var item in holder.ChildrenOf("item"))
        {
            if (item.TextOf("linkId") is { } linkId)
            {
                if (!_byLinkId.TryGetValue(linkId, out var items))
                    _byLinkId[linkId] = items = [];
                items.Add(item);
            }

            Collect(item);
            foreach (var answer in item.ChildrenOf("answer"))
                Collect(answer);
        }
    }
}
