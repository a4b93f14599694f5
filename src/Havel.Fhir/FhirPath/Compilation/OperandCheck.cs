using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Warns of operands that make an operator fail or its answer always the same.</summary>
internal static class OperandCheck
{
    public static void Run(CompilationSession session, BinarySyntax syntax, StaticType left, StaticType right)
    {
        if (IsForSingles(syntax.Operator))
        {
            WarnOfMany(session, syntax, left, syntax.Left);
            WarnOfMany(session, syntax, right, syntax.Right);
        }

        if (syntax.Operator is "in")
            WarnOfMany(session, syntax, left, syntax.Left);
        else if (syntax.Operator is "contains")
            WarnOfMany(session, syntax, right, syntax.Right);
        if (left.IsEmpty || right.IsEmpty)
            return;

        var isDisjoint = (ValueFamilies.Of(left) & ValueFamilies.Of(right)) == ValueFamily.None;
        if (isDisjoint && syntax.Operator is "=" or "!=" or "~" or "!~")
            session.Warn(syntax.Position, $"{left.Describe()} is never equal to {right.Describe()}");
        else if (isDisjoint && syntax.Operator is "<" or "<=" or ">" or ">=")
            session.Warn(syntax.Position, $"{left.Describe()} and {right.Describe()} have no order");
    }

    private static bool IsForSingles(string name) =>
        name is not ("=" or "!=" or "~" or "!~" or "|" or "in" or "contains");

    private static void WarnOfMany(
        CompilationSession session, BinarySyntax syntax, StaticType type, SyntaxNode operand)
    {
        if (type.IsMany)
            session.Warn(operand.Position, $"{syntax.Operator} works on one value, but here may be several");
    }
}
