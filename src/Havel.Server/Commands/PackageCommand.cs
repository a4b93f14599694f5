using System.CommandLine;
using System.Globalization;
using Havel.Fhir.Packages;
using Havel.Server.Conformance;

namespace Havel.Server.Commands;

/// <summary><c>havel package list</c>: what packages hold, without a server.</summary>
internal static class PackageCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var packages = PackageOption.Create();
        packages.Description += " Default: those kept in the data folder.";
        var data = new Option<string?>("--data")
        {
            Description = "The data folder whose packages are listed.",
            HelpName = "DIR",
        };
        var list = new Command("list",
            "List packages with their versions, resources and dependencies, and say what is missing. "
            + "Exit code 2 when a package is refused or a dependency is missing.")
        {
            packages, data,
        };
        list.SetAction(parse => List(parse.GetValue(packages), parse.GetValue(data), output, error));
        return new Command("package", "Look at FHIR packages.") { list };
    }

    private static int List(string[]? paths, string? data, TextWriter output, TextWriter error)
    {
        if (paths is null or [] && data is null)
        {
            error.WriteLine("havel: name packages with --package, or a data folder with --data");
            return ExitCode.Failure;
        }

        if (!PackageOption.AreThere(paths ?? [], error))
            return ExitCode.Failure;

        var loaded = (data is null ? [] : new PackageFolder(data).Load()).Concat(PackageFiles.Load(paths ?? []));
        var packages = new List<FhirPackage>();
        var isFaulty = false;
        foreach (var (path, reading) in loaded)
        {
            foreach (var issue in reading.Issues)
                error.WriteLine(IssueText.Of(issue, path));

            isFaulty |= reading.Package is null;
            if (reading.Package is { } package)
                packages.Add(package);
        }

        foreach (var package in packages.OrderBy(package => package.PackageId, StringComparer.Ordinal))
            output.WriteLine(Line(package));

        var missing = PackageDependencies.Check(packages);
        foreach (var issue in missing)
            output.WriteLine(issue.Message);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{packages.Count} packages, {packages.Sum(package => package.Resources.Count):N0} resources"));
        return isFaulty || missing.Count > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private static string Line(FhirPackage package)
    {
        var types = package.Resources
            .GroupBy(resource => resource.ResourceType, StringComparer.Ordinal)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => $"{type.Count()} {type.Key}");
        return $"{package.PackageId}: {(package.IsEmbedded ? "built in" : string.Join(", ", types))}";
    }
}
