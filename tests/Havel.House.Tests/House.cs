using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Havel.House.Tests;

/// <summary>The repository as the tidy tests read it: every source file once, parsed once.</summary>
internal static class House
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> s_files = new(ReadFiles);

    /// <summary>The folder that holds <c>Havel.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file under src, tests, bench and tools.</summary>
    public static IReadOnlyList<SourceFile> Files => s_files.Value;

    /// <summary>The C# files of the shipped rooms.</summary>
    public static IEnumerable<SourceFile> Shipped =>
        Files.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Fails with one line per offence.</summary>
    public static void AssertNone(IEnumerable<string> offences)
    {
        var lines = offences.Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} offences:\n" + string.Join('\n', lines));
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Havel.slnx")))
                return folder;
        }

        throw new InvalidOperationException("The tests run outside the repository: Havel.slnx is in no parent folder.");
    }

    private static List<SourceFile> ReadFiles()
    {
        var folders = new[] { "src", "tests", "bench", "tools" };
        return folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !IsGenerated(path))
            .Select(Read)
            .ToList();
    }

    private static SourceFile Read(string path)
    {
        var text = File.ReadAllText(path);
        var relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
        return new SourceFile(relative, text, CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot());
    }

    private static bool IsGenerated(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
