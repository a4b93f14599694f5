namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A literal; of kind None for the empty collection <c>{}</c>.</summary>
internal sealed record LiteralSyntax(FhirPathValue Value, int Position) : SyntaxNode(Position);
