namespace Havel.Fhir.Packages;

/// <summary>The conformance resources of hl7.fhir.r4.core that are part of the assembly.</summary>
internal static class EmbeddedCore
{
    public const string PackageName = "hl7.fhir.r4.core";

    public const string PackageVersion = "4.0.1";

    public static TypeShelf Shelf(string resourceType) => TypeShelf.Empty;
}
