namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A function: <c>source.name(arguments)</c>.</summary>
/// <param name="Source">Null where the expression starts with the name: the function works on <c>$this</c>.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">Not yet evaluated: some functions evaluate them for each item.</param>
/// <param name="Position">Of the name.</param>
internal sealed record CallSyntax(SyntaxNode? Source, string Name, IReadOnlyList<SyntaxNode> Arguments, int Position)
    : SyntaxNode(Position, Math.Max(Over(Source), Over([.. Arguments])));
