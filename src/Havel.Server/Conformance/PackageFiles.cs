using Havel.Fhir.Issues;
using Havel.Fhir.Packages;

namespace Havel.Server.Conformance;

/// <summary>Packages in the file system: <c>.tgz</c> files, folders of them, and unpacked packages.</summary>
internal static class PackageFiles
{
    private const string Manifest = "package.json";

    private static readonly string[] Archives = ["*.tgz", "*.tar.gz"];

    /// <summary>Loads packages, several at a time, in a steady order.</summary>
    /// <param name="paths">Files and folders. A folder with a package.json (or with <c>package/package.json</c>, as
    /// an archive unpacks) is one package; one with archives is all of them; one with JSON files is a package in the
    /// making.</param>
    /// <param name="keepsExamples">Whether examples are kept, at the cost of memory.</param>
    public static IReadOnlyList<LoadedPackage> Load(IEnumerable<string> paths, bool keepsExamples = false)
    {
        var sources = paths.SelectMany(Find).Distinct(StringComparer.Ordinal).ToArray();
        var loaded = new LoadedPackage[sources.Length];
        var limits = new PackageLimits { KeepExamples = keepsExamples };

        // The largest first, so that none of them is what all wait for in the end.
        var order = Enumerable.Range(0, sources.Length).OrderByDescending(at => LengthOf(sources[at])).ToArray();
        Parallel.ForEach(order, at => loaded[at] = new LoadedPackage(sources[at], Read(sources[at], limits)));
        return loaded;
    }

    private static IEnumerable<string> Find(string path)
    {
        if (!Directory.Exists(path))
            return [path];

        if (IsUnpacked(path))
            return [path];

        string[] archives = [.. Archives.SelectMany(pattern => Directory.EnumerateFiles(path, pattern)).Order(
            StringComparer.Ordinal)];
        string[] unpacked = [.. Directory.EnumerateDirectories(path).Where(IsUnpacked).Order(StringComparer.Ordinal)];
        return archives.Length + unpacked.Length == 0 ? [path] : [.. archives, .. unpacked];
    }

    private static bool IsUnpacked(string folder) =>
        File.Exists(Path.Combine(folder, Manifest)) || File.Exists(Path.Combine(folder, "package", Manifest));

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : long.MaxValue;

    private static PackageReading Read(string path, PackageLimits limits)
    {
        try
        {
            if (Directory.Exists(path))
                return PackageReader.Read(FilesOf(path, limits), limits, NameOf(path));

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return PackageReader.Read(file, limits);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new PackageReading(null, [Issue.Error(IssueType.Exception, trouble.Message)]);
        }
    }

    /// <summary>The files of a folder one after the other; links are not followed, and what is too long is
    /// not read.</summary>
    private static IEnumerable<PackageFile> FilesOf(string folder, PackageLimits limits)
    {
        var inner = Path.Combine(folder, "package");
        var root = File.Exists(Path.Combine(inner, Manifest)) ? inner : folder;
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        };
        foreach (var path in Directory.EnumerateFiles(root, "*.json", options).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            var length = new FileInfo(path).Length;
            yield return length > limits.EntryBytes
                ? new PackageFile(relative, default) { UnreadLength = length }
                : new PackageFile(relative, File.ReadAllBytes(path));
        }
    }

    /// <summary>A name for a folder without package.json, of letters that a package's name may have.</summary>
    private static string NameOf(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return "folder." + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
    }
}
