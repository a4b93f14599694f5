namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A part of a parsed expression.</summary>
/// <param name="Position">Offset in the source that a message about it points to.</param>
/// <param name="Depth">How deep the tree below it is, itself included.</param>
internal abstract record SyntaxNode(int Position, int Depth = 1)
{
    protected static int Over(params ReadOnlySpan<SyntaxNode?> parts)
    {
        var depth = 0;
        foreach (var part in parts)
            depth = Math.Max(depth, part?.Depth ?? 0);
        return depth + 1;
    }
}
