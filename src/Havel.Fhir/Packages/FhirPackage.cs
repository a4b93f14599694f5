namespace Havel.Fhir.Packages;

/// <summary>A FHIR package as it was read. Immutable.
/// Source: https://confluence.hl7.org/display/FHIR/NPM+Package+Specification.</summary>
public sealed class FhirPackage
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Name and version as <c>name#version</c>.</summary>
    public string PackageId => $"{Name}#{Version}";

    /// <summary>The FHIR versions it is made for, such as <c>4.0.1</c>; empty where it does not say.</summary>
    public IReadOnlyList<string> FhirVersions { get; init; } = [];

    /// <summary>Names and versions of the packages it needs; a version may be <c>1.5.x</c>, <c>current</c> or
    /// <c>latest</c>.</summary>
    public IReadOnlyDictionary<string, string> Dependencies { get; init; } = new Dictionary<string, string>(0);

    /// <summary>The conformance resources in the order of the files; empty for the core, which is embedded.</summary>
    public IReadOnlyList<ConformanceResource> Resources { get; init; } = [];

    /// <summary>The examples, only where they were asked for.</summary>
    public IReadOnlyList<PackageExample> Examples { get; init; } = [];

    /// <summary>Whether the package is the core that is part of the assembly, so that nothing of it had to be
    /// kept.</summary>
    public bool IsEmbedded { get; init; }

    public override string ToString() => PackageId;
}
