using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Havel.House.Tests;

/// <summary>Files, methods and lines stay short enough to be read at one sitting.</summary>
public sealed class LengthTests
{
    private const int SourceFileLines = 500;
    private const int TestFileLines = 800;
    private const int MethodLines = 60;
    private const int LineColumns = 120;

    [Fact]
    public void No_file_is_longer_than_it_can_be_read() => House.AssertNone(
        from file in House.Files
        let most = file.IsTest ? TestFileLines : SourceFileLines
        where file.Lines.Length > most
        select $"{file}: {file.Lines.Length} lines, at most {most}");

    [Fact]
    public void No_method_is_longer_than_a_screen() => House.AssertNone(
        from file in House.Files
        from member in file.Syntax.DescendantNodes()
        where member is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let lines = LinesOf(member)
        where lines > MethodLines
        select $"{file}:{StartOf(member)}: a method of {lines} lines, at most {MethodLines}");

    [Fact]
    public void No_line_is_wider_than_the_page() => House.AssertNone(
        from file in House.Files
        from line in file.Lines.Select((text, index) => (text, number: index + 1))
        where line.text.Length > LineColumns
        select $"{file}:{line.number}: {line.text.Length} columns, at most {LineColumns}");

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int StartOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
}
