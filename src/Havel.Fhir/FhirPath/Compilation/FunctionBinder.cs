using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Functions;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Functions: those that evaluate their arguments for each item, or not at all, are bound one by one; all
/// others come from the library.</summary>
internal sealed class FunctionBinder
{
    private static readonly string[] Special =
    [
        "where", "select", "repeat", "repeatAll", "all", "exists", "empty", "not", "children", "descendants", "resolve",
        "getValue", "extension", "hasExtension", "is", "as", "ofType", "iif", "aggregate", "trace", "defineVariable",
        "sort", "coalesce", "checkModifiers", "getReferenceKey",
    ];

    private readonly CompilationSession _session;
    private readonly Binder _binder;
    private readonly ItemFunctionBinder _items;
    private readonly FlowFunctionBinder _flow;
    private readonly FhirFunctionBinder _fhir;

    public FunctionBinder(CompilationSession session, Binder binder, TypeNames types)
    {
        _session = session;
        _binder = binder;
        _items = new ItemFunctionBinder(session, binder);
        _flow = new FlowFunctionBinder(session, binder);
        _fhir = new FhirFunctionBinder(session, binder, types);
    }

    public Bound Bind(CallSyntax call, Bound source, StaticType self) => call.Name switch
    {
        "where" or "select" or "all" or "repeat" or "repeatAll" or "sort" => _items.Bind(call, source),
        "exists" when call.Arguments.Count == 1 => _items.Bind(call, source),
        "exists" => Plain(call, new PresenceStep(source.Step, true), StaticType.Boolean),
        "empty" => Plain(call, new PresenceStep(source.Step, false), StaticType.Boolean),
        "not" => Plain(call, new NotStep(source.Step), StaticType.Boolean),
        "children" => Plain(call, new DescendantsStep(source.Step, false), ChildrenOf(source.Type)),
        "descendants" => Plain(
            call, new DescendantsStep(source.Step, true),
            StaticType.Unknown with { IsUnordered = true, IsMany = true }),
        "iif" or "aggregate" or "trace" or "defineVariable" or "coalesce" => _flow.Bind(call, source, self),
        "resolve" or "getValue" or "extension" or "hasExtension" or "is" or "as" or "ofType" or "checkModifiers"
            or "getReferenceKey" => _fhir.Bind(call, source, self),
        _ => BindLibrary(call, source, self),
    };

    private Bound Plain(CallSyntax call, Step step, StaticType type) =>
        Arity.Check(_session, call, 0, 0) ? new Bound(step, type) : CompilationSession.Nothing;

    private static StaticType ChildrenOf(StaticType type)
    {
        if (!type.IsKnown || type.System != SystemTypes.None)
            return StaticType.Unknown with { IsUnordered = true, IsMany = true };

        var types = type.Fhir.SelectMany(each => each.Elements).SelectMany(element => element.Types).Distinct();
        return new StaticType([.. types], IsMany: true, IsUnordered: true);
    }

    private Bound BindLibrary(CallSyntax call, Bound source, StaticType self)
    {
        if (FunctionLibrary.Find(call.Name) is not { } function)
            return Unknown(call);
        if (!Arity.Check(_session, call, function.LeastArguments, function.MostArguments))
            return CompilationSession.Nothing;
        if (!CheckInput(call, function, source.Type))
            return CompilationSession.Nothing;

        var arguments = call.Arguments.Select(argument => _binder.BindApart(argument, self)).ToArray();
        var step = new CallStep(source.Step, [.. arguments.Select(argument => argument.Step)], function.Body);
        return new Bound(step, function.ResultOf(source.Type, arguments));
    }

    private Bound Unknown(CallSyntax call)
    {
        var hint = _session.Meant(call.Name, FunctionLibrary.Names.Concat(Special), behind: "()");
        return _session.Fail(call.Position, $"There is no function {call.Name}(){hint}");
    }

    private bool CheckInput(CallSyntax call, FunctionSpec function, StaticType input)
    {
        if (function.Input == FunctionInput.Text && !MayBeText(input))
        {
            _session.Fail(call.Position, $"{call.Name}() works on text, not on {input.Describe()}");
            return false;
        }

        if (function.Input == FunctionInput.Ordered && input.IsUnordered)
            _session.Warn(call.Position, $"{call.Name}() depends on an order that its input does not have");
        if (function.Input is FunctionInput.Text or FunctionInput.Single && input.IsMany)
            _session.Warn(call.Position, $"{call.Name}() works on one value, but here may be several");
        return true;
    }

    /// <summary>Every primitive may be taken as text: implementations agree to read a code, a uri or a date that
    /// way.</summary>
    private static bool MayBeText(StaticType type) =>
        type.IsUnknown || type.IsEmpty || (type.System & SystemTypes.String) != SystemTypes.None
        || type.Fhir.Any(each => each.IsPrimitive || each.IsAbstract);
}
