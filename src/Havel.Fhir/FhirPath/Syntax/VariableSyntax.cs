namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A <c>%variable</c>; its name without the sign.</summary>
internal sealed record VariableSyntax(string Name, int Position) : SyntaxNode(Position);
