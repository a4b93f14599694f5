using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Binary operators. Source: https://hl7.org/fhirpath/N1/#operations.</summary>
internal static class OperatorBinder
{
    private const SystemTypes Temporal = SystemTypes.Date | SystemTypes.DateTime | SystemTypes.Time;
    private const SystemTypes Number = SystemTypes.Integer | SystemTypes.Decimal;

    public static Bound Bind(CompilationSession session, BinarySyntax syntax, Bound left, Bound right)
    {
        var (a, b) = (left.Step, right.Step);
        OperandCheck.Run(session, syntax, left.Type, right.Type);
        switch (syntax.Operator)
        {
            case "and" or "or" or "xor" or "implies":
                return new Bound(new LogicStep(syntax.Operator, a, b), StaticType.Boolean);
            case "=" or "!=":
                return new Bound(new EqualityStep(a, b, false, syntax.Operator == "!="), StaticType.Boolean);
            case "~" or "!~":
                return new Bound(new EqualityStep(a, b, true, syntax.Operator == "!~"), StaticType.Boolean);
            case "<" or "<=" or ">" or ">=":
                return new Bound(new CompareStep(syntax.Operator, a, b), StaticType.Boolean);
            case "in":
                return new Bound(new MembershipStep(a, b), StaticType.Boolean);
            case "contains":
                return new Bound(new MembershipStep(b, a), StaticType.Boolean);
            case "|":
                var constants = ConstantsStep.Union(a, b);
                Step union = constants is null ? new UnionStep(a, b) : constants;
                return new Bound(union, StaticType.Union(left.Type, right.Type));
            case "&":
                return new Bound(new ConcatenateStep(a, b), StaticType.String);
            default:
                return BindArithmetic(session, syntax, left, right);
        }
    }

    private static Bound BindArithmetic(CompilationSession session, BinarySyntax syntax, Bound left, Bound right)
    {
        var operation = syntax.Operator switch { "div" => 'd', "mod" => 'm', var sign => sign[0] };
        if (IsOnly(left.Type, Temporal) && IsOnly(right.Type, Number))
            return session.Fail(
                syntax.Position, "A date or time can only be moved by a quantity of time, such as 7 days");

        var step = new ArithmeticStep(operation, left.Step, right.Step);
        return new Bound(step, ResultOf(operation, left.Type, right.Type));
    }

    private static bool IsOnly(StaticType type, SystemTypes set) =>
        !type.IsUnknown && type.Fhir.Count == 0 && type.System != SystemTypes.None
            && (type.System & ~set) == SystemTypes.None;

    private static StaticType ResultOf(char operation, StaticType left, StaticType right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return StaticType.Empty;
        if (!IsOnly(left, Number) || !IsOnly(right, Number))
            return IsOnly(left, Temporal | SystemTypes.String) ? left : StaticType.Unknown;
        if (operation == 'd')
            return StaticType.Integer;

        return operation != '/' && left.System == SystemTypes.Integer && right.System == SystemTypes.Integer
            ? StaticType.Integer
            : StaticType.Decimal;
    }
}
