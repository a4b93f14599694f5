using System.Runtime.InteropServices;

namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>A lexical element.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its content: strings and identifiers without delimiters and escapes, dates without the @.</param>
/// <param name="Position">Offset of its first character in the source.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word;

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
