namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A key of <c>sort()</c> with its direction.</summary>
/// <param name="Key">What is compared.</param>
/// <param name="IsDescending">Whether <c>desc</c> stands behind it.</param>
/// <param name="Position">Of the direction.</param>
internal sealed record SortKeySyntax(SyntaxNode Key, bool IsDescending, int Position)
    : SyntaxNode(Position, Over(Key));
