using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Turns the syntax tree into evaluators, and checks names and types on the way.</summary>
internal sealed class Binder
{
    private readonly CompilationSession _session;
    private readonly MemberBinder _members;
    private readonly FunctionBinder _functions;
    private readonly VariableBinder _variables;
    private readonly TypeNames _types;
    private Step _self = ThisStep.Instance;

    public Binder(CompilationSession session)
    {
        _session = session;
        _types = new TypeNames(session);
        _members = new MemberBinder(session);
        _variables = new VariableBinder(session);
        _functions = new FunctionBinder(session, this, _types);
    }

    /// <summary>The variables defined so far, as far as they reach.</summary>
    public VariableScope? Scope { get; set; }

    public Bound BindRoot(SyntaxNode syntax) => Bind(syntax, _session.Context);

    /// <summary>Compiles a part that stands apart: the variables it defines end with it.</summary>
    /// <param name="syntax">The part.</param>
    /// <param name="self">The type of <c>$this</c> where the part stands.</param>
    public Bound BindApart(SyntaxNode syntax, StaticType self)
    {
        var scope = Scope;
        var bound = Bind(syntax, self);
        Scope = scope;
        return bound;
    }

    /// <summary>Compiles an argument that is evaluated for each item, <c>$this</c> being the item.</summary>
    public Bound BindItem(SyntaxNode syntax, StaticType item) => BindWith(ThisStep.Instance, syntax, item);

    /// <summary>Compiles an argument for which <c>$this</c> comes from elsewhere.</summary>
    public Bound BindWith(Step self, SyntaxNode syntax, StaticType type)
    {
        var outer = _self;
        _self = self;
        var bound = BindApart(syntax, type);
        _self = outer;
        return bound;
    }

    private Bound Bind(SyntaxNode syntax, StaticType self) => syntax switch
    {
        LiteralSyntax literal => BindLiteral(literal),
        SpecialSyntax { Name: "this" } => new Bound(_self, self),
        SpecialSyntax special => BindSpecial(special),
        VariableSyntax variable => _variables.Bind(variable, Scope),
        MemberSyntax { Source: null } member => _members.BindStart(member, new Bound(_self, self)),
        MemberSyntax { Source: { } source } member => BindMember(source, member, self),
        CallSyntax call => _functions.Bind(call, BindSource(call.Source, self), self),
        IndexSyntax index => BindIndex(index, self),
        UnarySyntax unary => BindUnary(unary, self),
        BinarySyntax binary => OperatorBinder.Bind(
            _session, binary, BindApart(binary.Left, self), BindApart(binary.Right, self)),
        TypeSyntax type => BindType(type, self),
        SortKeySyntax key => _session.Fail(key.Position, "asc and desc stand in sort() only"),
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
            return _members.BindStart(member with { Source = null }, new Bound(_self, self));

        return _members.Bind(Bind(source, self), member);
    }

    private Bound BindSource(SyntaxNode? source, StaticType self) =>
        source is null ? new Bound(_self, self) : Bind(source, self);

    private Bound BindIndex(IndexSyntax index, StaticType self)
    {
        var source = Bind(index.Source, self);
        var position = BindApart(index.Index, self);
        return new Bound(new IndexerStep(source.Step, position.Step), source.Type with { IsMany = false });
    }

    private Bound BindUnary(UnarySyntax unary, StaticType self)
    {
        var operand = BindApart(unary.Operand, self);
        return new Bound(new PolarityStep(unary.IsMinus, operand.Step), operand.Type);
    }

    private Bound BindType(TypeSyntax syntax, StaticType self)
    {
        var operand = BindApart(syntax.Operand, self);
        if (_types.Resolve(syntax.TypeName, syntax.Position) is not { } test)
            return CompilationSession.Nothing;
        if (!syntax.IsCast && operand.Type.IsMany)
            _session.Warn(syntax.Position, "is works on one value, but here may be several");

        return _types.Apply(operand, test, syntax.TypeName, syntax.Position, isTest: !syntax.IsCast);
    }
}
