using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>A chain of element names walked in one go: <c>name.given</c> needs no buffer between its parts.</summary>
internal sealed class PathStep(Step source, PathSegment[] segments, int[] names) : Step
{
    /// <summary>Children looked at for which one step is counted.</summary>
    private const int ChildrenPerStep = 8;

    private readonly PathSegment[] _segments = segments;
    private readonly int[] _names = names;
    private readonly bool _isFromThis = source is ThisStep;

    public Step Source => source;

    public PathSegment[] Segments => _segments;

    /// <summary>Whether the path leads from <c>$this</c> to one node at most.</summary>
    public bool IsSingleFromThis => _isFromThis && Array.TrueForAll(_segments, segment => segment.IsSingle);

    /// <summary>The path with a condition on its last nodes; null where the step is no path or has one
    /// already.</summary>
    public static PathStep? Filter(Step step, NodeFilter filter)
    {
        if (step is not PathStep path || path._segments[^1].Filter is not null)
            return null;

        PathSegment[] filtered = [.. path._segments[..^1], path._segments[^1] with { Filter = filter }];
        return new PathStep(path.Source, filtered, path._names);
    }

    public override void Run(Frame frame, FhirPathCollection output)
    {
        if (_isFromThis)
        {
            Start(frame, frame.This, output);
            return;
        }

        var buffer = frame.Rent();
        source.Run(frame, buffer);
        foreach (ref readonly var item in buffer.Span)
            Start(frame, item, output);
        frame.Return();
    }

    public override bool Any(Frame frame)
    {
        if (!_isFromThis || !frame.This.IsNode)
            return base.Any(frame);

        frame.Spend();
        var sink = default(FirstSink);
        return Walk(frame, frame.This.Table, frame.This.Table.Records, frame.This.NodeIndex, 0, ref sink);
    }

    /// <summary>Index of the first node that the names lead to from a node, or 0: the root is no one's child.</summary>
    public int First(Frame frame, NodeTable table, int index)
    {
        var sink = default(FirstSink);
        Walk(frame, table, table.Records, index, 0, ref sink);
        return sink.Index;
    }

    private void Start(Frame frame, in FhirPathValue item, FhirPathCollection output)
    {
        frame.Spend();
        if (item.IsNode)
        {
            var sink = new CollectingSink(output);
            Walk(frame, item.Table, item.Table.Records, item.NodeIndex, 0, ref sink);
        }
        else if (item.Kind == FhirPathKind.TypeInfo && _segments.Length == 1)
        {
            AddTypeInfo(item, output);
        }
    }

    private void AddTypeInfo(in FhirPathValue item, FhirPathCollection output)
    {
        var text = _segments[0].Name switch
        {
            "name" => item.TypeName.Name,
            "namespace" => item.TypeName.Namespace,
            "baseType" => item.TypeName.BaseType,
            _ => null,
        };
        if (text is not null)
            output.Add(FhirPathValue.Of(text));
    }

    /// <summary>Whether the sink has enough.</summary>
    private bool Walk<TSink>(
        Frame frame, NodeTable table, ReadOnlySpan<NodeRecord> records, int parent, int depth, ref TSink sink)
        where TSink : struct, IPathSink
    {
        var segment = _segments[depth];
        var (names, wanted) = (_names, segment.NameId);
        var companion = records[parent].Companion;
        var holder = companion == 0 ? parent : companion;
        var at = parent == 0 ? frame.FirstOfRoot(table, names, wanted) : holder + 1;
        var end = records[holder].End;
        var isLast = depth == _segments.Length - 1;
        var isWithin = false;
        var visited = 0;
        for (int next; at < end; at = next)
        {
            ref readonly var record = ref records[at];
            next = record.End;
            visited++;
            if (names[record.Property] != wanted)
            {
                // The items of one array stand together, and no name stands there twice.
                if (isWithin)
                    break;
                continue;
            }

            if ((record.Flags & NodeFlags.Companion) != NodeFlags.None)
                continue;

            isWithin = true;
            if (segment.Filter?.Passes(frame, table, at) != false
                && (isLast ? sink.Add(table, at) : Walk(frame, table, records, at, depth + 1, ref sink)))
            {
                return true;
            }

            if (segment.IsSingle)
                break;
        }

        if (visited >= ChildrenPerStep)
            frame.Spend(visited / ChildrenPerStep);
        return false;
    }
}
