namespace Havel.Fhir.Packages;

/// <summary>What a package may cost; the defaults are those of <see cref="Limits"/>.</summary>
public sealed record PackageLimits
{
    public static readonly PackageLimits Default = new();

    /// <summary>Greatest size of all files together, unpacked, in bytes.</summary>
    public long TotalBytes { get; init; } = Limits.PackageBytes;

    /// <summary>Greatest size of one file in bytes.</summary>
    public int EntryBytes { get; init; } = Limits.PackageEntryBytes;

    /// <summary>Greatest number of files.</summary>
    public int Files { get; init; } = Limits.PackageFiles;

    /// <summary>How many times larger than packed the content may be.</summary>
    public int Ratio { get; init; } = Limits.PackageRatio;

    /// <summary>Whether examples are kept: only for runs that validate them, for they cost memory.</summary>
    public bool KeepExamples { get; init; }
}
