using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Havel.Fhir.Packages;
using Havel.Server.Conformance;

namespace Havel.Server.Commands;

/// <summary>The option that names FHIR packages, the same for every command that has one.</summary>
internal static class PackageOption
{
    public static Option<string[]> Create() => new("--package")
    {
        Description = "A FHIR package: a .tgz file, an unpacked folder, or a folder of packages. "
            + "Repeatable; the order does not matter. The core of R4 is built in.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Loads what the option names and tells the person what is wrong with it.</summary>
    /// <returns>False where a path leads nowhere or a package is refused.</returns>
    public static bool TryLoad(
        string[]? paths, TextWriter error, [NotNullWhen(true)] out IReadOnlyList<FhirPackage>? packages)
    {
        packages = null;
        if (paths is null or [])
        {
            packages = [];
            return true;
        }

        if (!AreThere(paths, error))
            return false;

        var loaded = PackageFiles.Load(paths);
        foreach (var (path, reading) in loaded)
        {
            foreach (var issue in reading.Issues)
                error.WriteLine(IssueText.Of(issue, path));
        }

        if (loaded.Any(one => one.Reading.Package is null))
            return false;

        packages = [.. loaded.Select(one => one.Reading.Package!)];
        foreach (var issue in PackageDependencies.Check(packages))
            error.WriteLine(IssueText.Of(issue, "havel"));

        return true;
    }

    /// <summary>Whether every path leads somewhere; those that do not are told.</summary>
    public static bool AreThere(IEnumerable<string> paths, TextWriter error)
    {
        var missing = paths.Where(path => !Path.Exists(path)).ToList();
        foreach (var path in missing)
            error.WriteLine($"havel: there is no file or folder {path}");

        return missing.Count == 0;
    }
}
