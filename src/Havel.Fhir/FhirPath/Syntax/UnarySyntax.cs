namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A sign before an expression.</summary>
internal sealed record UnarySyntax(bool IsMinus, SyntaxNode Operand, int Position)
    : SyntaxNode(Position, Over(Operand));
