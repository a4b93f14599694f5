namespace Havel.Fhir.FhirPath.Syntax;

/// <summary><c>source[index]</c>.</summary>
internal sealed record IndexSyntax(SyntaxNode Source, SyntaxNode Index, int Position)
    : SyntaxNode(Position, Over(Source, Index));
