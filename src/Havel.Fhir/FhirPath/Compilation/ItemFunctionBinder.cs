using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Functions that evaluate an argument for each item.</summary>
internal sealed class ItemFunctionBinder(CompilationSession session, Binder binder)
{
    public Bound Bind(CallSyntax call, Bound source)
    {
        if (call.Name == "sort")
            return BindSort(call, source);
        if (!Arity.Check(session, call, 1, 1))
            return CompilationSession.Nothing;

        var item = source.Type with { IsMany = false };
        return call.Name switch
        {
            "select" => BindSelect(call, source, item),
            "repeat" or "repeatAll" => BindRepeat(call, source, item),
            "where" => new Bound(Where(source.Step, BindCriteria(call, source, item)), source.Type),
            _ => new Bound(
                new QuantifierStep(source.Step, BindCriteria(call, source, item), call.Name == "all"),
                StaticType.Boolean),
        };
    }

    private Step BindCriteria(CallSyntax call, Bound source, StaticType item)
    {
        if (source.Type.IsEmpty)
            return new ConstantStep(default);

        var criteria = binder.BindItem(call.Arguments[0], item);
        if (criteria.Type.IsKnown && (ValueFamilies.Of(criteria.Type) & ValueFamily.Boolean) == ValueFamily.None)
            session.Warn(
                call.Arguments[0].Position,
                $"{call.Name}() wants a criterion that is true or false, not {criteria.Type.Describe()}");
        return criteria.Step;
    }

    /// <summary>The commonest criteria become conditions on the path itself.</summary>
    private Step Where(Step source, Step criteria)
    {
        NodeFilter? filter = criteria switch
        {
            EqualityStep equality when equality.TryGetText(out var element, out var text) =>
                new TextFilter(element!, text),
            IsStep { Operand: ResolveStep { Source: ThisStep }, Type: { Fhir: { } type } } =>
                new ReferenceTypeFilter(type, session.Names.Reference),
            _ => null,
        };
        var path = filter is null ? null : PathStep.Filter(source, filter);
        return path is null ? new WhereStep(source, criteria) : path;
    }

    private Bound BindSelect(CallSyntax call, Bound source, StaticType item)
    {
        var projection = binder.BindItem(call.Arguments[0], item);
        var isMany = source.Type.IsMany || projection.Type.IsMany;
        return new Bound(new SelectStep(source.Step, projection.Step), projection.Type with { IsMany = isMany });
    }

    private Bound BindRepeat(CallSyntax call, Bound source, StaticType item)
    {
        // The projection runs on its own results too, whose type is only known once it is bound: first bind it on the
        // input to check its names, then on everything.
        var first = binder.BindItem(call.Arguments[0], item);
        var closed = first.Type.IsUnknown || source.Type.IsUnknown ? StaticType.Unknown : first.Type;
        var again = ReferenceEquals(closed, StaticType.Unknown) || SameTypes(closed, source.Type)
            ? first
            : binder.BindItem(call.Arguments[0], StaticType.Unknown);
        var step = new RepeatStep(source.Step, again.Step, keepsAll: call.Name == "repeatAll");
        return new Bound(step, closed with { IsMany = true });
    }

    private static bool SameTypes(StaticType left, StaticType right) =>
        left.System == right.System && left.Fhir.SequenceEqual(right.Fhir);

    private Bound BindSort(CallSyntax call, Bound source)
    {
        var item = source.Type with { IsMany = false };
        SortKey[] keys = call.Arguments.Count == 0
            ? [new SortKey(ThisStep.Instance, false)]
            : [.. call.Arguments.Select(argument => BindKey(argument, item))];
        return new Bound(new SortStep(source.Step, keys), source.Type with { IsUnordered = false });
    }

    /// <summary>A key with <c>asc</c> or <c>desc</c> behind it, or with a minus before it, which older drafts of the
    /// specification have for descending order, of texts too.</summary>
    private SortKey BindKey(SyntaxNode argument, StaticType item) => argument switch
    {
        SortKeySyntax key => new SortKey(binder.BindItem(key.Key, item).Step, key.IsDescending),
        UnarySyntax { IsMinus: true } minus => new SortKey(binder.BindItem(minus.Operand, item).Step, true),
        _ => new SortKey(binder.BindItem(argument, item).Step, false),
    };
}
