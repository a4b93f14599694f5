using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>children()</c> and <c>descendants()</c>: the table is in pre-order, so descendants are one stretch of
/// it.</summary>
internal sealed class DescendantsStep(Step source, bool isDeep) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        foreach (ref readonly var item in items.Span)
        {
            frame.Spend();
            if (item.IsNode)
                Add(frame, item.Node, output);
        }

        frame.Return();
    }

    private void Add(Frame frame, Node node, FhirPathCollection output)
    {
        var table = node.Table;
        var companion = table[node.Index].Companion;
        var holder = companion == 0 ? node.Index : companion;
        var end = table[holder].End;
        for (var at = holder + 1; at < end; at = isDeep ? at + 1 : table[at].End)
        {
            if ((table[at].Flags & NodeFlags.Companion) != NodeFlags.None)
                continue;

            frame.Spend();
            output.Add(FhirPathValue.Of(table, at));
        }
    }
}
