using Havel.Fhir.Packages;

namespace Havel.Server.Conformance;

/// <summary>A package with where it came from.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Reading">What was read: the package or why there is none.</param>
internal sealed record LoadedPackage(string Path, PackageReading Reading);
