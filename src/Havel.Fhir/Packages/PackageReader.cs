using Havel.Fhir.Issues;

namespace Havel.Fhir.Packages;

/// <summary>Reads FHIR packages. No input makes it throw; time and memory are bounded by the limits. Faulty files are
/// left out with an issue; an archive that is damaged or not to be trusted is refused as a whole.</summary>
public static class PackageReader
{
    /// <summary>Reads a package as registries hand it out: a gzipped tar.</summary>
    /// <param name="tgz">The bytes, read once from front to back; stays open.</param>
    /// <param name="limits">What it may cost; null for the usual limits.</param>
    public static PackageReading Read(Stream tgz, PackageLimits? limits = null)
    {
        limits ??= PackageLimits.Default;
        var intake = new PackageIntake(limits);
        using var source = new PackageSource(tgz, limits);
        var entries = new TarEntries(source);
        var refusal = ReadEntries(entries, intake, limits);
        if (refusal is null && entries.Fault is { } fault)
            refusal = intake.Refuse(IssueType.Structure, fault);
        return refusal ?? intake.Finish();
    }

    /// <summary>Reads an unpacked package, file by file.</summary>
    /// <param name="files">The files, each of which is let go before the next is asked for.</param>
    /// <param name="limits">What it may cost; null for the usual limits.</param>
    /// <param name="name">A name for a folder that has no package.json (definitions in the making); it then counts as
    /// version <c>current</c>. Null where it must have one.</param>
    public static PackageReading Read(
        IEnumerable<PackageFile> files, PackageLimits? limits = null, string? name = null)
    {
        limits ??= PackageLimits.Default;
        var intake = new PackageIntake(limits);
        var count = 0;
        var total = 0L;
        foreach (var file in files)
        {
            if (++count > limits.Files)
                return intake.Refuse(IssueType.TooCostly, TooManyFiles(limits));
            if (PackagePath.IsUnsafe(file.Path))
                return intake.Refuse(IssueType.Security, LeadsOut(file.Path));

            total += file.Bytes.Length;
            if (total > limits.TotalBytes)
                return intake.Refuse(IssueType.TooCostly, $"The files have more than {limits.TotalBytes} bytes.");

            var part = PackagePath.PartOf(file.Path);
            var length = Math.Max(file.Bytes.Length, file.UnreadLength);
            if (intake.Wants(part) && IsSmallEnough(file.Path, length, intake, limits))
                intake.Take(file.Path, part, file.Bytes.Span);
        }

        return intake.Finish(name);
    }

    private static PackageReading? ReadEntries(TarEntries entries, PackageIntake intake, PackageLimits limits)
    {
        var count = 0;
        while (entries.Next())
        {
            if (++count > limits.Files)
                return intake.Refuse(IssueType.TooCostly, TooManyFiles(limits));
            if (PackagePath.IsUnsafe(entries.Path))
                return intake.Refuse(IssueType.Security, LeadsOut(entries.Path));

            var part = entries.IsFile ? PackagePath.PartOf(entries.Path) : PackagePart.Other;
            if (!intake.Wants(part) || !IsSmallEnough(entries.Path, entries.Length, intake, limits))
                continue;

            var content = intake.Content((int)entries.Length);
            if (!entries.Read(content))
                break;

            intake.Take(entries.Path, part, content);
        }

        return null;
    }

    private static bool IsSmallEnough(string path, long length, PackageIntake intake, PackageLimits limits)
    {
        if (length <= limits.EntryBytes)
            return true;

        intake.LeaveOut(path, $"has {length} bytes, and {limits.EntryBytes} are the limit; it is left out.");
        return false;
    }

    private static string TooManyFiles(PackageLimits limits) =>
        $"There are more than {limits.Files} files, which is this system's limit.";

    private static string LeadsOut(string path) => $"The path {TarEntries.Shown(path)} leads out of the package.";
}
