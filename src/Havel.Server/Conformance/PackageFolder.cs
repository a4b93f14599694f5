using Havel.Fhir.Packages;

namespace Havel.Server.Conformance;

/// <summary>The packages that were loaded into a running server, kept in its data folder so that they are there again
/// after a restart: <c>packages/NAME#VERSION.tgz</c>.</summary>
/// <param name="dataFolder">The data folder.</param>
internal sealed class PackageFolder(string dataFolder)
{
    private const string Extension = ".tgz";

    private readonly string _folder = Path.Combine(dataFolder, "packages");

    /// <summary>Loads what is kept; empty where nothing is.</summary>
    public IReadOnlyList<LoadedPackage> Load() =>
        Directory.Exists(_folder) && Directory.EnumerateFiles(_folder, "*" + Extension).Any()
            ? PackageFiles.Load([_folder])
            : [];

    /// <summary>Keeps a package. A power cut leaves the old file or the new one, never half of one.</summary>
    public void Keep(FhirPackage package, ReadOnlySpan<byte> tgz)
    {
        Directory.CreateDirectory(_folder);
        var path = PathOf(package.PackageId);
        var half = path + ".part";
        using (var file = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            file.Write(tgz);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    /// <summary>Whether the package is kept here, rather than named at the start.</summary>
    public bool Has(string packageId) => File.Exists(PathOf(packageId));

    /// <summary>Forgets a package.</summary>
    public void Drop(string packageId) => File.Delete(PathOf(packageId));

    /// <summary>The reader admits only letters, digits and few signs in a package's name and version, so the path stays
    /// within the folder.</summary>
    private string PathOf(string packageId) => Path.Combine(_folder, packageId + Extension);
}
