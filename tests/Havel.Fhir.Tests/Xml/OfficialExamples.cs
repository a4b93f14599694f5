using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Havel.Fhir.Tests.Xml;

/// <summary>The example resources of the specification, from the package registry. They are fetched once and kept in
/// the machine's temporary folder.</summary>
internal static class OfficialExamples
{
    public const string Package = "hl7.fhir.r4.examples@4.0.1";

    private const int FetchMilliseconds = 90_000;

    private static readonly Lazy<string?> LazyArchive = new(Find);

    /// <summary>The examples that break rules of R4; docs/validation.md says which rules.</summary>
    public static IReadOnlyList<string> Invalid { get; } =
    [
        "ImplementationGuide-fhir.json",
        "Questionnaire-qs1.json",
        "SearchParameter-codesystem-extensions-CodeSystem-author.json",
        "SearchParameter-codesystem-extensions-CodeSystem-effective.json",
        "SearchParameter-codesystem-extensions-CodeSystem-end.json",
        "SearchParameter-codesystem-extensions-CodeSystem-keyword.json",
        "SearchParameter-codesystem-extensions-CodeSystem-workflow.json",
        "SearchParameter-questionnaireresponse-extensions-QuestionnaireResponse-item-subject.json",
        "SearchParameter-valueset-extensions-ValueSet-author.json",
        "SearchParameter-valueset-extensions-ValueSet-effective.json",
        "SearchParameter-valueset-extensions-ValueSet-end.json",
        "SearchParameter-valueset-extensions-ValueSet-keyword.json",
        "SearchParameter-valueset-extensions-ValueSet-workflow.json",
        "ig-r4.json",
    ];

    /// <summary>Path of the package; null where it cannot be had.</summary>
    public static string? Archive => LazyArchive.Value;

    /// <summary>The resources by file name.</summary>
    public static IEnumerable<(string Name, byte[] Utf8)> All() =>
        Read().OrderBy(each => each.Name, StringComparer.Ordinal);

    private static IEnumerable<(string Name, byte[] Utf8)> Read()
    {
        using var file = File.OpenRead(Archive!);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (entry.DataStream is null || !name.EndsWith(".json", StringComparison.Ordinal)
                || name is "package.json" or ".index.json")
            {
                continue;
            }

            using var bytes = new MemoryStream();
            entry.DataStream.CopyTo(bytes);
            yield return (name, bytes.ToArray());
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("HAVEL_EXAMPLES") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;

        var folder = Path.Combine(Path.GetTempPath(), "havel-test-cache");
        var archive = Path.Combine(folder, "hl7.fhir.r4.examples-4.0.1.tgz");
        if (File.Exists(archive))
            return archive;

        // Fetched beside its place and then moved, so that nobody ever reads half of it.
        var fresh = Directory.CreateTempSubdirectory("havel-npm-").FullName;
        try
        {
            if (!Fetch(fresh))
                return null;

            Directory.CreateDirectory(folder);
            File.Move(Path.Combine(fresh, Path.GetFileName(archive)), archive, overwrite: true);
            return archive;
        }
        finally
        {
            Directory.Delete(fresh, recursive: true);
        }
    }

    private static bool Fetch(string folder)
    {
        var start = new ProcessStartInfo("npm", ["pack", Package, "--pack-destination", folder, "--fetch-retries=0"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            npm.OutputDataReceived += static (_, _) => { };
            npm.ErrorDataReceived += static (_, _) => { };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            if (npm.WaitForExit(FetchMilliseconds))
                return npm.ExitCode == 0;

            npm.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            // There is no npm here.
            return false;
        }
    }
}
