using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Functions;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Functions: those that evaluate their arguments for each item, or not at all, are bound here one by one; all
/// others come from the library.</summary>
internal sealed class FunctionBinder(CompilationSession session, Binder binder, TypeNames types)
{
    public Bound Bind(CallSyntax call, Bound source, StaticType self)
    {
        var item = source.Type with { IsMany = false };
        return call.Name switch
        {
            "where" => WithCriteria(call, source, item, criteria => new WhereStep(source.Step, criteria), source.Type),
            "select" => BindSelect(call, source, item),
            "repeat" => BindRepeat(call, source),
            "all" => WithCriteria(
                call, source, item, criteria => new QuantifierStep(source.Step, criteria, true), StaticType.Boolean),
            "exists" when call.Arguments.Count == 1 => WithCriteria(
                call, source, item, criteria => new QuantifierStep(source.Step, criteria, false), StaticType.Boolean),
            "exists" => Plain(call, new PresenceStep(source.Step, true), StaticType.Boolean),
            "empty" => Plain(call, new PresenceStep(source.Step, false), StaticType.Boolean),
            "not" => Plain(call, new NotStep(source.Step), StaticType.Boolean),
            "children" => Plain(
                call, new DescendantsStep(source.Step, false), StaticType.Unknown with { IsUnordered = true }),
            "descendants" => Plain(
                call, new DescendantsStep(source.Step, true), StaticType.Unknown with { IsUnordered = true }),
            "resolve" => Plain(call, new ResolveStep(source.Step), StaticType.Unknown),
            "getValue" => Plain(call, new PrimitiveValueStep(source.Step), StaticType.Unknown),
            "extension" => BindExtension(call, source, self),
            // Not in the specification, but R4's search parameter QuestionnaireResponse.item-subject calls it.
            "hasExtension" => Has(BindExtension(call, source, self)),
            "is" or "as" or "ofType" => BindType(call, source),
            "iif" => BindCondition(call, source, self),
            "aggregate" => BindAggregate(call, source, item, self),
            "trace" => BindTrace(call, source, item, self),
            _ => BindLibrary(call, source, self),
        };
    }

    private Bound Plain(CallSyntax call, Step step, StaticType type) =>
        CheckCount(call, 0, 0) ? new Bound(step, type) : CompilationSession.Nothing;

    private static Bound Has(Bound found) => new(new PresenceStep(found.Step, true), StaticType.Boolean);

    private bool CheckCount(CallSyntax call, int least, int most)
    {
        var count = call.Arguments.Count;
        if (count >= least && count <= most)
            return true;

        var wanted = least == most ? $"{least}" : $"{least} to {most}";
        session.Fail(call.Position, $"{call.Name}() takes {wanted} arguments, {count} were given");
        return false;
    }

    private Bound WithCriteria(
        CallSyntax call, Bound source, StaticType item, Func<Step, Step> make, StaticType type)
    {
        if (!CheckCount(call, 1, 1))
            return CompilationSession.Nothing;
        if (source.Type.IsEmpty)
            return new Bound(make(new ConstantStep(default)), type);

        return new Bound(make(binder.Bind(call.Arguments[0], item).Step), type);
    }

    private Bound BindSelect(CallSyntax call, Bound source, StaticType item)
    {
        if (!CheckCount(call, 1, 1))
            return CompilationSession.Nothing;

        var projection = binder.Bind(call.Arguments[0], item);
        return new Bound(new SelectStep(source.Step, projection.Step), projection.Type with { IsMany = true });
    }

    private Bound BindRepeat(CallSyntax call, Bound source)
    {
        if (!CheckCount(call, 1, 1))
            return CompilationSession.Nothing;

        // The projection runs on its own results too, whose type is only known once it is bound: first bind it on the
        // input to check its names, then on everything.
        var first = binder.Bind(call.Arguments[0], source.Type with { IsMany = false });
        var closed = first.Type.IsUnknown || source.Type.IsUnknown ? StaticType.Unknown : first.Type;
        var again = ReferenceEquals(closed, StaticType.Unknown) || SameTypes(closed, source.Type)
            ? first
            : binder.Bind(call.Arguments[0], StaticType.Unknown);
        return new Bound(new RepeatStep(source.Step, again.Step), closed with { IsMany = true });
    }

    private static bool SameTypes(StaticType left, StaticType right) =>
        left.System == right.System && left.Fhir.SequenceEqual(right.Fhir);

    private Bound BindExtension(CallSyntax call, Bound source, StaticType self)
    {
        if (!CheckCount(call, 1, 1))
            return CompilationSession.Nothing;

        var url = binder.Bind(call.Arguments[0], self);
        var extension = session.Definitions.FindType("Extension");
        var type = extension is null ? StaticType.Unknown : StaticType.Of(extension) with { IsMany = true };
        return new Bound(new ExtensionStep(source.Step, url.Step), type);
    }

    private Bound BindType(CallSyntax call, Bound source)
    {
        if (!CheckCount(call, 1, 1))
            return CompilationSession.Nothing;
        if (TypeNames.NameOf(call.Arguments[0]) is not { } name)
            return session.Fail(call.Position, $"{call.Name}() wants the name of a type");
        if (types.Resolve(name, call.Arguments[0].Position) is not { } test)
            return CompilationSession.Nothing;

        return call.Name == "is"
            ? new Bound(new IsStep(source.Step, test), StaticType.Boolean)
            : new Bound(new OfTypeStep(source.Step, test), TypeNames.Narrow(source.Type, test));
    }

    private Bound BindCondition(CallSyntax call, Bound source, StaticType self)
    {
        if (!CheckCount(call, 2, 3))
            return CompilationSession.Nothing;

        var item = source.Type.IsEmpty ? self : source.Type with { IsMany = false };
        var criterion = binder.Bind(call.Arguments[0], item);
        if (!criterion.Type.IsUnknown && criterion.Type.Fhir.Count == 0
            && (criterion.Type.System & ~SystemTypes.Boolean) != SystemTypes.None)
        {
            return session.Fail(call.Arguments[0].Position, "The criterion of iif() must be a boolean");
        }

        var then = binder.Bind(call.Arguments[1], item);
        var otherwise = call.Arguments.Count == 3 ? binder.Bind(call.Arguments[2], item) : (Bound?)null;
        var type = otherwise is { } other ? StaticType.Union(then.Type, other.Type) : then.Type;
        return new Bound(new ConditionStep(source.Step, criterion.Step, then.Step, otherwise?.Step), type);
    }

    private Bound BindAggregate(CallSyntax call, Bound source, StaticType item, StaticType self)
    {
        if (!CheckCount(call, 1, 2))
            return CompilationSession.Nothing;

        var aggregator = binder.Bind(call.Arguments[0], item);
        var initial = call.Arguments.Count == 2 ? binder.Bind(call.Arguments[1], self).Step : null;
        return new Bound(new AggregateStep(source.Step, aggregator.Step, initial), StaticType.Unknown);
    }

    private Bound BindTrace(CallSyntax call, Bound source, StaticType item, StaticType self)
    {
        if (!CheckCount(call, 1, 2))
            return CompilationSession.Nothing;

        var name = binder.Bind(call.Arguments[0], self);
        var projection = call.Arguments.Count == 2 ? binder.Bind(call.Arguments[1], item).Step : null;
        return new Bound(new TraceStep(source.Step, name.Step, projection), source.Type);
    }

    private Bound BindLibrary(CallSyntax call, Bound source, StaticType self)
    {
        if (FunctionLibrary.Find(call.Name) is not { } function)
            return session.Fail(call.Position, $"There is no function {call.Name}()");
        if (!CheckCount(call, function.LeastArguments, function.MostArguments))
            return CompilationSession.Nothing;
        if (function.Input == FunctionInput.Text && !MayBeText(source.Type))
            return session.Fail(call.Position, $"{call.Name}() works on text");
        if (function.Input == FunctionInput.Ordered && source.Type.IsUnordered)
            session.Warn(call.Position, $"{call.Name}() depends on an order that its input does not have");

        var arguments = call.Arguments.Select(argument => binder.Bind(argument, self)).ToArray();
        var step = new CallStep(
            source.Step, arguments.ElementAtOrDefault(0).Step, arguments.ElementAtOrDefault(1).Step, function.Body);
        return new Bound(step, function.ResultOf(source.Type, arguments));
    }

    /// <summary>Every primitive may be taken as text: implementations agree to read a code, a uri or a date that
    /// way.</summary>
    private static bool MayBeText(StaticType type) =>
        type.IsUnknown || type.IsEmpty || (type.System & SystemTypes.String) != SystemTypes.None
        || type.Fhir.Any(each => each.IsPrimitive || each.IsAbstract);
}
