using Havel.Fhir.Issues;

namespace Havel.Fhir.Packages;

/// <summary>What the reading of a package gave.</summary>
/// <param name="Package">The package; null where it is refused as a whole, for reasons the issues name.</param>
/// <param name="Issues">What was found wrong; a faulty file is left out and does not spoil the rest.</param>
public sealed record PackageReading(FhirPackage? Package, IReadOnlyList<Issue> Issues);
