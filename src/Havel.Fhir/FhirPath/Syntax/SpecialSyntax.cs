namespace Havel.Fhir.FhirPath.Syntax;

/// <summary><c>$this</c>, <c>$index</c> or <c>$total</c>; the name without the sign.</summary>
internal sealed record SpecialSyntax(string Name, int Position) : SyntaxNode(Position);
