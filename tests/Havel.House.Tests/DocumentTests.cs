using System.Text.RegularExpressions;
using Xunit;

namespace Havel.House.Tests;

/// <summary>The documents say what is there: links resolve, and the project speaks of itself alone.</summary>
public sealed partial class DocumentTests
{
    private const int ArchitectureLines = 300;

    [Fact]
    public void Every_link_in_the_documents_resolves() => House.AssertNone(
        from document in Documents()
        from Match link in Link().Matches(File.ReadAllText(document))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, target))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{Relative(document)}: {link.Groups["target"].Value}");

    [Fact]
    public void Every_file_that_the_architecture_names_is_there()
    {
        var names = House.Files.Select(file => Path.GetFileName(file.Path)).ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(House.Root, "ARCHITECTURE.md"));
        House.AssertNone(SourceName().Matches(text).Select(match => match.Value).Where(name => !names.Contains(name)));
        Assert.True(text.Split('\n').Length <= ArchitectureLines);
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine() => House.AssertNone(
        from path in House.Files.Select(file => Path.Combine(House.Root, file.Path)).Concat(Documents())
        where !path.EndsWith("DocumentTests.cs", StringComparison.Ordinal)
        from Match match in MachinePath().Matches(File.ReadAllText(path))
        select $"{Relative(path)}: {match.Value}");

    [Fact]
    public void The_readme_has_exactly_two_set_up_commands()
    {
        var text = File.ReadAllText(Path.Combine(House.Root, "README.md"));
        var commands = Fence().Matches(text).Select(match => match.Groups["body"].Value.Trim()).ToList();
        Assert.Equal(2, commands.Count);
        Assert.All(commands, command => Assert.DoesNotContain('\n', command));
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(House.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(House.Root, "docs"), "*.md", SearchOption.AllDirectories));

    private static string Relative(string path) => Path.GetRelativePath(House.Root, path);

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\w+\.cs\b")]
    private static partial Regex SourceName();

    [GeneratedRegex("(/work/|/root/|/home/)[a-z][a-z/]+", RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        "^```sh\n(?<body>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
