namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>An element, or the name of a type: <c>source.name</c>.</summary>
/// <param name="Source">Null where the expression starts with the name.</param>
/// <param name="Name">The name without delimiters.</param>
/// <param name="Position">Of the name.</param>
internal sealed record MemberSyntax(SyntaxNode? Source, string Name, int Position) : SyntaxNode(Position, Over(Source));
