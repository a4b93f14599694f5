namespace Havel.Fhir.Packages;

/// <summary>Reads FHIR packages. No input makes it throw; time and memory are bounded by the limits.</summary>
public static class PackageReader
{
    /// <summary>Reads a package as registries hand it out: a gzipped tar.</summary>
    public static PackageReading Read(Stream tgz, PackageLimits? limits = null) => new(null, []);

    /// <summary>Reads an unpacked package, file by file.</summary>
    public static PackageReading Read(IEnumerable<PackageFile> files, PackageLimits? limits = null) => new(null, []);
}
