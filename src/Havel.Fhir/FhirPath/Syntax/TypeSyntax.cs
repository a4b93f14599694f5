namespace Havel.Fhir.FhirPath.Syntax;

/// <summary><c>operand is Type</c> or <c>operand as Type</c>.</summary>
/// <param name="Operand">What is tested or filtered.</param>
/// <param name="IsCast">True for <c>as</c>.</param>
/// <param name="TypeName">The type with its namespace if it has one: <c>System.String</c>.</param>
/// <param name="Position">Of the type's name.</param>
internal sealed record TypeSyntax(SyntaxNode Operand, bool IsCast, string TypeName, int Position)
    : SyntaxNode(Position, Over(Operand));
