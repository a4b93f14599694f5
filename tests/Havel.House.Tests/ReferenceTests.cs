using System.Xml.Linq;
using Xunit;

namespace Havel.House.Tests;

/// <summary>References run one way: Fhir, Consent, Store, Server.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Havel.Fhir"] = [],
        ["Havel.Consent"] = ["Havel.Fhir"],
        ["Havel.Store"] = ["Havel.Consent", "Havel.Fhir"],
        ["Havel.Server"] = ["Havel.Consent", "Havel.Fhir", "Havel.Store"],
    };

    [Fact]
    public void Every_room_refers_only_to_the_rooms_below_it()
    {
        var projects = Directory.GetFiles(Path.Combine(House.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        House.AssertNone(
            from project in projects
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in ReferencesOf(project)
            where !s_allowed.TryGetValue(name, out var below) || !below.Contains(reference, StringComparer.Ordinal)
            select $"{name} refers to {reference}");
    }

    [Fact]
    public void The_pure_rooms_touch_neither_files_nor_network_nor_clock()
    {
        var banned = new[] { "File.", "FileStream", "Directory.", "HttpClient", "Socket", "TimeProvider.System" };
        House.AssertNone(
            from file in House.Shipped
            where file.Path.StartsWith("src/Havel.Fhir/", StringComparison.Ordinal)
                || file.Path.StartsWith("src/Havel.Consent/", StringComparison.Ordinal)
            from identifier in file.Syntax.DescendantNodes()
                .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax>()
            let text = identifier.ToString()
            where banned.Any(word => text.StartsWith(word, StringComparison.Ordinal))
            select $"{file}: {text}");
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => (string)reference.Attribute("Include")!)
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
}
