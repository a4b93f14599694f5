using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A chain of element names walked in one go: <c>name.given</c> needs no buffer between its parts.</summary>
internal sealed class PathStep(Step source, PathSegment[] segments, int[] names) : Step
{
    public Step Source => source;

    public PathSegment[] Segments => segments;

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (source is ThisStep)
        {
            var item = frame.This;
            Start(frame, item, output);
            return;
        }

        var buffer = frame.Rent();
        source.Run(frame, buffer);
        foreach (ref readonly var item in buffer.Span)
            Start(frame, item, output);
        frame.Return();
    }

    private void Start(Frame frame, in FhirPathValue item, FhirPathCollection output)
    {
        frame.Spend();
        if (item.IsNode)
            Walk(item.Table, item.Table.Records, item.NodeIndex, 0, output);
        else if (item.Kind == FhirPathKind.TypeInfo && segments.Length == 1)
            AddTypeInfo(item, output);
    }

    private void AddTypeInfo(in FhirPathValue item, FhirPathCollection output)
    {
        if (segments[0].Name == "name")
            output.Add(FhirPathValue.Of(item.TypeName.Name));
        else if (segments[0].Name == "namespace")
            output.Add(FhirPathValue.Of(item.TypeName.Namespace));
    }

    private void Walk(
        NodeTable table, ReadOnlySpan<NodeRecord> records, int parent, int depth, FhirPathCollection output)
    {
        ref readonly var segment = ref segments[depth];
        var companion = records[parent].Companion;
        var holder = companion == 0 ? parent : companion;
        var end = records[holder].End;
        for (int at = holder + 1, next; at < end; at = next)
        {
            ref readonly var record = ref records[at];
            next = record.End;
            if (names[record.Property] != segment.NameId || (record.Flags & NodeFlags.Companion) != NodeFlags.None)
                continue;

            if (depth == segments.Length - 1)
                output.Add(FhirPathValue.Of(table, at));
            else
                Walk(table, records, at, depth + 1, output);
            if (segment.IsSingle)
                return;
        }
    }
}
