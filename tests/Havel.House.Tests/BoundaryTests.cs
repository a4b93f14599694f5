using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Havel.House.Tests;

/// <summary>The walls between the rooms: SQL, HTTP, and the grant that every read needs.</summary>
public sealed partial class BoundaryTests
{
    [Fact]
    public void Sql_is_written_only_in_the_store() => House.AssertNone(
        from file in House.Shipped
        where !file.Path.StartsWith("src/Havel.Store/", StringComparison.Ordinal)
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken)
            || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
            || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
            || token.IsKind(SyntaxKind.Utf8StringLiteralToken)
            || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
        where Sql().IsMatch(token.Text)
        select $"{file}: {token.Text}");

    [Fact]
    public void Only_the_http_folder_touches_the_http_context() => House.AssertNone(
        from file in House.Shipped
        where !file.Path.StartsWith("src/Havel.Server/Http/", StringComparison.Ordinal)
        from name in file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.Text is "HttpContext" or "HttpRequest" or "HttpResponse"
        select $"{file}: {name.Identifier.Text}");

    [Fact]
    public void Requests_reach_the_house_through_one_door()
    {
        var maps = (from file in House.Shipped
                    from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
                    let name = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text
                    where name is not null && Map().IsMatch(name)
                    select $"{file}: {name}").ToList();
        House.AssertNone(maps);

        var doors = (from file in House.Shipped
                     where file.Path.StartsWith("src/Havel.Server/", StringComparison.Ordinal)
                     from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
                     where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Run" } access
                         && access.Expression.ToString() is "app" or "application"
                     select file.Path).ToList();
        Assert.Single(doors);
    }

    [Fact]
    public void Grants_are_made_only_by_the_gate() => House.AssertNone(
        from file in House.Shipped
        from creation in file.Syntax.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where string.Equals(creation.Type.ToString(), "Grant", StringComparison.Ordinal)
        where !string.Equals(file.Path, "src/Havel.Consent/Grants/Gate.cs", StringComparison.Ordinal)
        select $"{file}: {creation}");

    [Fact]
    public void Nothing_is_left_unfinished() => House.AssertNone(
        from file in House.Shipped
        from line in file.Lines.Select((text, index) => (text, number: index + 1))
        where Unfinished().IsMatch(line.text)
        select $"{file}:{line.number}: {line.text.Trim()}");

    [GeneratedRegex(
        @"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
            + @"CREATE\s+(UNIQUE\s+)?(TABLE|INDEX)|PRAGMA\s)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sql();

    [GeneratedRegex(
        "^(Map(Get|Post|Put|Delete|Patch|Methods|Fallback|Controllers|Group)?|UseEndpoints)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Map();

    [GeneratedRegex(
        @"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|#pragma warning disable",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Unfinished();
}
