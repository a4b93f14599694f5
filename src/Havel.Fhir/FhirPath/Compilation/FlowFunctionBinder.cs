using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Functions that decide what is evaluated, and what is kept for later.</summary>
internal sealed class FlowFunctionBinder(CompilationSession session, Binder binder)
{
    public Bound Bind(CallSyntax call, Bound source, StaticType self)
    {
        var item = source.Type with { IsMany = false };
        return call.Name switch
        {
            "iif" => BindCondition(call, source, item),
            "aggregate" => BindAggregate(call, source, item, self),
            "trace" => BindTrace(call, source, item, self),
            "defineVariable" => BindVariable(call, source),
            _ => BindCoalesce(call, source, self),
        };
    }

    private Bound BindCondition(CallSyntax call, Bound source, StaticType item)
    {
        if (!Arity.Check(session, call, 2, 3))
            return CompilationSession.Nothing;
        if (source.Type.IsMany && call.Source is not null)
            session.Warn(call.Position, "iif() works on one value, but here may be several");

        var criterion = binder.BindItem(call.Arguments[0], item);
        if (!criterion.Type.IsUnknown && criterion.Type.Fhir.Count == 0
            && (criterion.Type.System & ~SystemTypes.Boolean) != SystemTypes.None)
        {
            return session.Fail(call.Arguments[0].Position, "The criterion of iif() must be a boolean");
        }

        var then = binder.BindItem(call.Arguments[1], item);
        var otherwise = call.Arguments.Count == 3 ? binder.BindItem(call.Arguments[2], item) : (Bound?)null;
        var type = otherwise is { } other ? StaticType.Either(then.Type, other.Type) : then.Type;
        return new Bound(new ConditionStep(source.Step, criterion.Step, then.Step, otherwise?.Step), type);
    }

    private Bound BindAggregate(CallSyntax call, Bound source, StaticType item, StaticType self)
    {
        if (!Arity.Check(session, call, 1, 2))
            return CompilationSession.Nothing;

        var aggregator = binder.BindItem(call.Arguments[0], item);
        var initial = call.Arguments.Count == 2 ? binder.BindApart(call.Arguments[1], self).Step : null;
        return new Bound(new AggregateStep(source.Step, aggregator.Step, initial), StaticType.Unknown);
    }

    private Bound BindTrace(CallSyntax call, Bound source, StaticType item, StaticType self)
    {
        if (!Arity.Check(session, call, 1, 2))
            return CompilationSession.Nothing;

        var name = binder.BindApart(call.Arguments[0], self);
        var projection = call.Arguments.Count == 2 ? binder.BindItem(call.Arguments[1], item).Step : null;
        return new Bound(new TraceStep(source.Step, name.Step, projection), source.Type);
    }

    /// <summary>The variable reaches as far as the chain of calls it stands in; no name is given a second meaning
    /// within that reach.</summary>
    private Bound BindVariable(CallSyntax call, Bound source)
    {
        if (!Arity.Check(session, call, 1, 2))
            return CompilationSession.Nothing;
        if (call.Arguments[0] is not LiteralSyntax { Value: { Kind: FhirPathKind.String, String: var name } })
            return session.Fail(call.Arguments[0].Position, "The name of a variable must be a literal text");
        if (VariableBinder.IsReserved(name) || VariableScope.Find(binder.Scope, name) is not null)
            return session.Fail(call.Arguments[0].Position, $"%{name} is defined already");

        var input = session.NewSlot();
        var slot = session.NewSlot();
        Bound? value = call.Arguments.Count == 2
            ? binder.BindWith(new SlotStep(input), call.Arguments[1], source.Type)
            : null;
        binder.Scope = new VariableScope(name, slot, value?.Type ?? source.Type, binder.Scope);
        return new Bound(new DefineVariableStep(source.Step, input, slot, value?.Step), source.Type);
    }

    private Bound BindCoalesce(CallSyntax call, Bound source, StaticType self)
    {
        if (!Arity.Check(session, call, 1, int.MaxValue))
            return CompilationSession.Nothing;

        var alternatives = call.Arguments.Select(argument => binder.BindApart(argument, self)).ToArray();
        var type = alternatives.Select(each => each.Type).Aggregate(StaticType.Either);
        var before = call.Source is null ? null : source.Step;
        return new Bound(new CoalesceStep(before, [.. alternatives.Select(each => each.Step)]), type);
    }
}
