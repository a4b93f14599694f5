using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Turns the syntax tree into evaluators, and checks names and types on the way.</summary>
internal sealed class Binder
{
    private readonly CompilationSession _session;
    private readonly MemberBinder _members;
    private readonly FunctionBinder _functions;
    private readonly TypeNames _types;

    public Binder(CompilationSession session)
    {
        _session = session;
        _types = new TypeNames(session);
        _members = new MemberBinder(session);
        _functions = new FunctionBinder(session, this, _types);
    }

    public Bound BindRoot(SyntaxNode syntax) => Bind(syntax, _session.Context);

    /// <summary>Compiles a part.</summary>
    /// <param name="syntax">The part.</param>
    /// <param name="self">The type of <c>$this</c> where the part stands.</param>
    public Bound Bind(SyntaxNode syntax, StaticType self) => syntax switch
    {
        LiteralSyntax literal => BindLiteral(literal),
        SpecialSyntax { Name: "this" } => new Bound(ThisStep.Instance, self),
        SpecialSyntax special => BindSpecial(special),
        VariableSyntax variable => BindVariable(variable),
        MemberSyntax { Source: null } member => _members.BindStart(member, self),
        MemberSyntax { Source: { } source } member => BindMember(source, member, self),
        CallSyntax call => _functions.Bind(call, BindSource(call.Source, self), self),
        IndexSyntax index => BindIndex(index, self),
        UnarySyntax unary => BindUnary(unary, self),
        BinarySyntax binary => OperatorBinder.Bind(_session, binary, Bind(binary.Left, self), Bind(binary.Right, self)),
        TypeSyntax type => BindType(type, self),
        _ => _session.Fail(syntax.Position, "This cannot be evaluated"),
    };

    private static Bound BindLiteral(LiteralSyntax literal) =>
        new(new ConstantStep(literal.Value), new StaticType([], TypeNames.Set(literal.Value.Kind)));

    private static Bound BindSpecial(SpecialSyntax special) => special.Name == "index"
        ? new Bound(new SpecialStep(isIndex: true), StaticType.Integer)
        : new Bound(new SpecialStep(isIndex: false), StaticType.Unknown);

    private Bound BindMember(SyntaxNode source, MemberSyntax member, StaticType self)
    {
        // A type's name may carry its namespace: FHIR.Patient.name.
        if (source is MemberSyntax { Source: null, Name: "FHIR" })
            return _members.BindStart(member with { Source = null }, self);

        return _members.Bind(Bind(source, self), member);
    }

    private Bound BindSource(SyntaxNode? source, StaticType self) =>
        source is null ? new Bound(ThisStep.Instance, self) : Bind(source, self);

    private Bound BindVariable(VariableSyntax variable)
    {
        switch (variable.Name)
        {
            case "context":
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Context), _session.Context);
            case "resource":
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Resource), ResourceType());
            case "rootResource":
                return new Bound(new EnvironmentStep(EnvironmentStep.Place.Root), StaticType.Unknown);
        }

        return WellKnown(variable.Name) is { } address
            ? new Bound(new ConstantStep(FhirPathValue.Of(address)), StaticType.String)
            : new Bound(new VariableStep(variable.Name), StaticType.Unknown);
    }

    private StaticType ResourceType() =>
        _session.Context.Fhir is [{ IsResource: true }] ? _session.Context : StaticType.Unknown;

    /// <summary>Source: https://hl7.org/fhir/R4/fhirpath.html#vars.</summary>
    private static string? WellKnown(string name) => name switch
    {
        "sct" => "http://snomed.info/sct",
        "loinc" => "http://loinc.org",
        "ucum" => "http://unitsofmeasure.org",
        _ when name.StartsWith("vs-", StringComparison.Ordinal) => "http://hl7.org/fhir/ValueSet/" + name[3..],
        _ when name.StartsWith("ext-", StringComparison.Ordinal) =>
            "http://hl7.org/fhir/StructureDefinition/" + name[4..],
        _ => null,
    };

    private Bound BindIndex(IndexSyntax index, StaticType self)
    {
        var source = Bind(index.Source, self);
        var position = Bind(index.Index, self);
        return new Bound(new IndexerStep(source.Step, position.Step), source.Type with { IsMany = false });
    }

    private Bound BindUnary(UnarySyntax unary, StaticType self)
    {
        var operand = Bind(unary.Operand, self);
        return new Bound(new PolarityStep(unary.IsMinus, operand.Step), operand.Type);
    }

    private Bound BindType(TypeSyntax syntax, StaticType self)
    {
        var operand = Bind(syntax.Operand, self);
        if (_types.Resolve(syntax.TypeName, syntax.Position) is not { } test)
            return CompilationSession.Nothing;

        return syntax.IsCast
            ? new Bound(new OfTypeStep(operand.Step, test), TypeNames.Narrow(operand.Type, test))
            : new Bound(new IsStep(operand.Step, test), StaticType.Boolean);
    }
}
