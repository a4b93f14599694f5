using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Functions;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Functions that know of FHIR's types, references and extensions.</summary>
internal sealed class FhirFunctionBinder(CompilationSession session, Binder binder, TypeNames types)
{
    public Bound Bind(CallSyntax call, Bound source, StaticType self) => call.Name switch
    {
        "resolve" => Arity.Check(session, call, 0, 0)
            ? new Bound(new ResolveStep(source.Step), TargetOf(source.Type))
            : CompilationSession.Nothing,
        "getValue" => Arity.Check(session, call, 0, 0)
            ? new Bound(new PrimitiveValueStep(source.Step), StaticType.Unknown)
            : CompilationSession.Nothing,
        "extension" => BindExtension(call, source, self),
        // Not in the specification, but R4's search parameter QuestionnaireResponse.item-subject calls it.
        "hasExtension" => Has(BindExtension(call, source, self)),
        "checkModifiers" => BindModifiers(call, source, self),
        "getReferenceKey" => BindReferenceKey(call, source),
        _ => BindType(call, source),
    };

    private static Bound Has(Bound found) => new(new PresenceStep(found.Step, true), StaticType.Boolean);

    private StaticType TargetOf(StaticType type)
    {
        if (type.Targets is { } targets)
            return new StaticType(targets, IsMany: type.IsMany);
        if (type.IsKnown && type.System == SystemTypes.None && type.Fhir.All(each => each.Name == "Reference"))
            return StaticType.OfKnown(session.Definitions.FindType("Resource")) with { IsMany = type.IsMany };

        return StaticType.Unknown with { IsMany = type.IsMany };
    }

    private Bound BindExtension(CallSyntax call, Bound source, StaticType self)
    {
        if (!Arity.Check(session, call, 1, 1))
            return CompilationSession.Nothing;

        var url = binder.BindApart(call.Arguments[0], self);
        var extension = StaticType.OfKnown(session.Definitions.FindType("Extension"));
        return new Bound(new ExtensionStep(source.Step, url.Step), extension with { IsMany = true });
    }

    private Bound BindModifiers(CallSyntax call, Bound source, StaticType self)
    {
        var known = call.Arguments.Select(argument => binder.BindApart(argument, self).Step);
        return new Bound(new ModifiersStep(source.Step, [.. known]), source.Type);
    }

    /// <summary>The argument is the name of a type, written like one in <c>ofType()</c>.</summary>
    private Bound BindReferenceKey(CallSyntax call, Bound source)
    {
        if (!Arity.Check(session, call, 0, 1))
            return CompilationSession.Nothing;

        Step[] arguments = [];
        if (call.Arguments is [var argument])
        {
            if (TypeNames.NameOf(argument) is not { } name)
                return session.Fail(argument.Position, "getReferenceKey() wants the name of a resource type");
            if (types.Resolve(name, argument.Position) is not { } test)
                return CompilationSession.Nothing;
            if (test.Fhir is not { IsResource: true } target)
                return session.Fail(argument.Position, $"{name} is no resource type");
            arguments = [new ConstantStep(FhirPathValue.Of(target.Name))];
        }

        var function = FunctionLibrary.Find(call.Name)!;
        var type = StaticType.String with { IsMany = source.Type.IsMany };
        return new Bound(new CallStep(source.Step, arguments, function.Body), type);
    }

    private Bound BindType(CallSyntax call, Bound source)
    {
        if (!Arity.Check(session, call, 1, 1))
            return CompilationSession.Nothing;

        var position = call.Arguments[0].Position;
        if (TypeNames.NameOf(call.Arguments[0]) is not { } name)
            return session.Fail(position, $"{call.Name}() wants the name of a type");
        if (types.Resolve(name, position) is not { } test)
            return CompilationSession.Nothing;
        if (call.Name == "is" && source.Type.IsMany)
            session.Warn(call.Position, "is() works on one value, but here may be several");

        return types.Apply(source, test, name, position, isTest: call.Name == "is");
    }
}
