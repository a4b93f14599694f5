namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A part of a parsed expression.</summary>
/// <param name="Position">Offset of its first character in the source.</param>
internal abstract record SyntaxNode(int Position);
