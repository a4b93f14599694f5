namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>Two operands and an operator.</summary>
/// <param name="Operator">As written: <c>+</c>, <c>and</c>, <c>!~</c>.</param>
/// <param name="Left">Left operand.</param>
/// <param name="Right">Right operand.</param>
/// <param name="Position">Of the operator.</param>
internal sealed record BinarySyntax(string Operator, SyntaxNode Left, SyntaxNode Right, int Position)
    : SyntaxNode(Position, Over(Left, Right));
