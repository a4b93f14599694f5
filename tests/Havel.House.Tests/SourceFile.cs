using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Havel.House.Tests;

/// <summary>One C# file of the repository.</summary>
/// <param name="Path">Path from the root, with forward slashes.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Syntax">The file, parsed.</param>
internal sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Syntax)
{
    public string[] Lines { get; } = Text.Split('\n');

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public override string ToString() => Path;
}
