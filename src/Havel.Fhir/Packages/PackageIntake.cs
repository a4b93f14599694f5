using Havel.Fhir.Issues;

namespace Havel.Fhir.Packages;

/// <summary>Gathers a package from its files, each of which is only at hand for a moment.</summary>
internal sealed class PackageIntake(PackageLimits limits)
{
    private readonly List<ConformanceResource> _resources = [];
    private readonly List<PackageExample> _examples = [];
    private readonly List<(ResourceHead Head, PackedBytes Packed)> _unnamed = [];
    private readonly List<Issue> _issues = [];
    private byte[] _content = [];
    private byte[] _compact = [];
    private byte[] _packed = [];
    private PackageManifest? _manifest;

    /// <summary>A buffer of that many bytes for the next file's content.</summary>
    public Span<byte> Content(int length)
    {
        if (_content.Length < length)
            _content = new byte[Math.Max(length, 2 * _content.Length)];
        return _content.AsSpan(0, length);
    }

    /// <summary>Whether a file is of use at all.</summary>
    public bool Wants(PackagePart part) =>
        part is PackagePart.Manifest or PackagePart.Content || (part == PackagePart.Example && limits.KeepExamples);

    /// <summary>Takes a file in; a faulty one becomes an issue.</summary>
    public void Take(string path, PackagePart part, ReadOnlySpan<byte> bytes)
    {
        if (part == PackagePart.Manifest)
        {
            _manifest = PackageManifest.Read(bytes, out var fault);
            if (fault is not null)
                Report(IssueSeverity.Error, IssueType.Invalid, fault);
            return;
        }

        switch (ResourceScan.Read(bytes, out var scan))
        {
            case ScanOutcome.Broken:
                Report(IssueSeverity.Warning, IssueType.Structure,
                    $"The file {TarEntries.Shown(path)} is no sound JSON; it is left out.");
                break;
            case ScanOutcome.Resource when part == PackagePart.Content
                && ConformanceTypes.Contains(scan.Head.ResourceType):
                TakeResource(scan, bytes);
                break;
            case ScanOutcome.Resource when limits.KeepExamples:
                _examples.Add(
                    new PackageExample(path, scan.Head.ResourceType, PackedBytes.Pack(bytes, ref _packed)));
                break;
        }
    }

    /// <summary>Reports a file that is not taken.</summary>
    public void LeaveOut(string path, string reason) =>
        Report(IssueSeverity.Warning, IssueType.TooCostly, $"The file {TarEntries.Shown(path)} {reason}");

    /// <summary>The package, once all files were taken.</summary>
    /// <param name="fallbackName">The name of a package that has no package.json; null where it must have
    /// one.</param>
    public PackageReading Finish(string? fallbackName = null)
    {
        var manifest = _manifest ?? (fallbackName is null || _issues.Any(issue => issue.IsError)
            ? null
            : new PackageManifest(fallbackName, "current", [], new Dictionary<string, string>(0)));
        if (manifest is null)
        {
            if (!_issues.Any(issue => issue.IsError))
                Report(IssueSeverity.Error, IssueType.Invalid, "There is no package.json, so it is no FHIR package.");
            return new PackageReading(null, _issues);
        }

        if (IsOtherCore(manifest))
        {
            Report(IssueSeverity.Error, IssueType.NotSupported,
                $"{manifest.Name} is the core of another FHIR version; this system speaks R4 (4.0.1).");
            return new PackageReading(null, _issues);
        }

        CheckFhirVersion(manifest);
        return new PackageReading(Package(manifest), _issues);
    }

    /// <summary>The refusal of the package as a whole.</summary>
    public PackageReading Refuse(IssueType type, string reason)
    {
        Report(IssueSeverity.Error, type, reason);
        return new PackageReading(null, _issues);
    }

    private void TakeResource(in ResourceScan scan, ReadOnlySpan<byte> bytes)
    {
        if (_compact.Length < bytes.Length)
            _compact = new byte[Math.Max(bytes.Length, 2 * _compact.Length)];
        var written = scan.WriteCompact(bytes, _compact);
        _unnamed.Add((scan.Head, PackedBytes.Pack(_compact.AsSpan(0, written), ref _packed)));
    }

    private FhirPackage Package(PackageManifest manifest)
    {
        var packageId = $"{manifest.Name}#{manifest.Version}";
        var isCore = string.Equals(packageId, EmbeddedCore.PackageId, StringComparison.Ordinal);
        if (!isCore)
        {
            foreach (var (head, packed) in _unnamed)
                _resources.Add(new ConformanceResource(head, packageId, packed.Read));
        }

        return new FhirPackage
        {
            Name = manifest.Name,
            Version = manifest.Version,
            FhirVersions = manifest.FhirVersions,
            Dependencies = manifest.Dependencies,
            Resources = _resources,
            Examples = _examples,
            IsEmbedded = isCore,
        };
    }

    private static bool IsOtherCore(PackageManifest manifest) =>
        manifest.Name.StartsWith("hl7.fhir.r", StringComparison.Ordinal)
        && manifest.Name.EndsWith(".core", StringComparison.Ordinal)
        && !string.Equals(manifest.Name, EmbeddedCore.PackageName, StringComparison.Ordinal);

    private void CheckFhirVersion(PackageManifest manifest)
    {
        if (manifest.FhirVersions.Count == 0
            || manifest.FhirVersions.Any(version => version.StartsWith("4.0", StringComparison.Ordinal)))
        {
            return;
        }

        Report(IssueSeverity.Warning, IssueType.NotSupported,
            $"{manifest.Name} is made for FHIR {string.Join(", ", manifest.FhirVersions)}; it is read as R4.");
    }

    private void Report(IssueSeverity severity, IssueType type, string message)
    {
        if (_issues.Count < Limits.PackageIssues || severity == IssueSeverity.Error)
            _issues.Add(new Issue(severity, type, message));
    }
}
