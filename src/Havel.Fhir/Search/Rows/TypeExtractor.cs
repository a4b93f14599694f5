using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Rows;

/// <summary>The compiled extraction of one resource type.</summary>
internal sealed class TypeExtractor
{
    [ThreadStatic]
    private static EvaluationContext? s_context;

    [ThreadStatic]
    private static FhirPathCollection? s_values;

    private readonly FhirDefinitions _definitions;
    private readonly PathNode _root = new();
    private readonly List<(FhirPathExpression Expression, SlotAction Action)> _expressions = [];
    private readonly TargetProbe[] _probes;
    private readonly int? _containedSlot;

    public TypeExtractor(FhirDefinitions definitions, TypeBinding binding)
    {
        _definitions = definitions;
        _probes = [.. binding.Probes];
        _containedSlot = binding.ContainedSlot?.Id;
        foreach (var bound in binding.Slots)
        {
            var action = new SlotAction(bound);
            foreach (var member in bound.Members)
            {
                if (member.Path is { } path)
                    AddPath(binding.Type, path, bound, action);
                else
                    AddExpression(binding.Type, member.Text, action);
            }
        }

        _root.Freeze();
    }

    public void Extract(Node resource, SearchRows rows)
    {
        var writer = new RowWriter(rows);
        Walk(resource, _root, 0, ref writer);
        foreach (var (expression, action) in _expressions)
            Evaluate(resource, expression, action, ref writer);

        foreach (var probe in _probes)
            writer.Absent(probe);

        if (_containedSlot is { } slot)
            ContainedTypes.Write(resource, slot, rows);
    }

    private static void Walk(Node parent, PathNode place, int part, ref RowWriter writer)
    {
        var last = -1;
        var ordinal = 0;
        foreach (var node in parent.Children)
        {
            var property = node.Record.Property;

            // The items of an array stand together, so a property seen twice in a row is the next item.
            ordinal = property == last ? ordinal + 1 : 1;
            last = property;
            if (place.Find(property) is not { } edges)
                continue;

            foreach (var edge in edges)
            {
                if (edge.Filter?.Passes(node, ordinal) == false)
                    continue;

                var ownPart = edge.IsRoot ? ordinal : part;
                foreach (var action in edge.Target.Actions)
                    writer.Write(node, action, action.HasParts ? ownPart : 0, edge.Target.Systems);

                if (edge.Target.HasEdges)
                    Walk(node, edge.Target, ownPart, ref writer);
            }
        }
    }

    private static void Evaluate(Node resource, FhirPathExpression expression, SlotAction action, ref RowWriter writer)
    {
        var values = s_values ??= new FhirPathCollection();
        if (expression.Evaluate(resource, s_context ??= new EvaluationContext(), values) is not null)
            return;

        foreach (ref readonly var value in values.Span)
        {
            if (value.IsNode)
                writer.Write(value.Node, action, 0, systems: null);
            else
                writer.Computed(value, action);
        }
    }

    private void AddPath(TypeDefinition type, SearchPath path, BoundSlot bound, SlotAction action)
    {
        var root = bound.Root;
        var lane = bound.IsCustom ? root?.ToString() : null;
        List<(PathNode Place, TypeDefinition Type, ElementDefinition? Element)> places = [(_root, type, null)];
        for (var at = 0; at < path.Steps.Count; at++)
        {
            var step = path.Steps[at];
            var isRoot = root is not null && at == root.Steps.Count - 1;
            places = [.. places.SelectMany(place => PathEnds.PropertiesOf(place.Type, step)
                .Select(property => Lead(place.Place, property, step.Filter, isRoot, lane)))];
        }

        foreach (var (place, ownType, element) in places)
        {
            place.Actions.Add(action);
            if (ownType.Primitive == PrimitiveKind.Code && element is not null)
                place.Systems = SystemsOfCodes.Of(_definitions, element);
        }
    }

    private static (PathNode Place, TypeDefinition Type, ElementDefinition? Element) Lead(
        PathNode place, JsonProperty property, PathFilter? filter, bool isRoot, string? lane)
    {
        var edge = place.Lead(property, filter, lane);
        edge.IsRoot |= isRoot;
        return (edge.Target, property.Type, property.Element);
    }

    private void AddExpression(TypeDefinition type, string text, SlotAction action)
    {
        var compilation = FhirPathCompiler.CompileSearch(text, type, _definitions);
        if (compilation.Expression is { IsAlwaysEmpty: false } expression)
            _expressions.Add((expression, action));
    }
}
