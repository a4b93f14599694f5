using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Havel.House.Tests;

/// <summary>What a file is for shows in its place and its name.</summary>
public sealed partial class NamingTests
{
    [Fact]
    public void A_namespace_is_its_folder() => House.AssertNone(
        from file in House.Files
        let declared = file.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()
        let expected = ExpectedNamespace(file.Path)
        where declared is not null && expected is not null
            && !string.Equals(declared, expected, StringComparison.Ordinal)
        select $"{file}: namespace {declared}, expected {expected}");

    [Fact]
    public void A_file_holds_one_public_type_and_bears_its_name() => House.AssertNone(
        from file in House.Shipped
        let types = PublicTypes(file).ToList()
        where types.Count > 1 || (types.Count == 1 && !FileBears(file, types[0]))
        select $"{file}: {string.Join(", ", types)}");

    [Fact]
    public void No_type_is_named_for_doing_everything() => House.AssertNone(
        from file in House.Files
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where EmptyName().IsMatch(type.Identifier.Text)
        select $"{file}: {type.Identifier.Text}");

    [Fact]
    public void A_class_is_sealed_static_or_abstract() => House.AssertNone(
        from file in House.Shipped
        from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax or RecordDeclarationSyntax
            && !type.IsKind(SyntaxKind.RecordStructDeclaration)
            && !type.Modifiers.Any(IsSealing)
            && !IsDerivedFrom(file, type)
        select $"{file}: {type.Identifier.Text}");

    private static bool IsSealing(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.SealedKeyword)
        || modifier.IsKind(SyntaxKind.StaticKeyword)
        || modifier.IsKind(SyntaxKind.AbstractKeyword);

    private static bool IsDerivedFrom(SourceFile file, TypeDeclarationSyntax type) =>
        file.Syntax.DescendantNodes().OfType<SimpleBaseTypeSyntax>()
            .Any(other => other.Type.ToString().StartsWith(type.Identifier.Text, StringComparison.Ordinal));

    private static IEnumerable<string> PublicTypes(SourceFile file) =>
        file.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>()
            .SelectMany(space => space.Members)
            .Where(member => member.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword)))
            .Select(member => member switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax @delegate => @delegate.Identifier.Text,
                _ => string.Empty,
            });

    // A partial type may be spread over files that start with its name: Node.cs, Node.Text.cs.
    private static bool FileBears(SourceFile file, string type)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        return string.Equals(name, type, StringComparison.Ordinal)
            || name.StartsWith(type + ".", StringComparison.Ordinal);
    }

    private static string? ExpectedNamespace(string path)
    {
        var parts = path.Split('/');
        if (parts.Length < 3 || string.Equals(parts[1], "Shared", StringComparison.Ordinal))
            return null;

        return string.Join('.', parts[2..^1].Prepend(parts[1]));
    }

    [GeneratedRegex("(Manager|Helper|Helpers|Service|Util|Utils|Utilities)$", RegexOptions.ExplicitCapture)]
    private static partial Regex EmptyName();
}
