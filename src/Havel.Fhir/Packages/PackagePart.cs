namespace Havel.Fhir.Packages;

/// <summary>What a file of a package is for.</summary>
internal enum PackagePart : byte
{
    /// <summary>Nothing that is read here: indexes, schemas, readmes.</summary>
    Other,

    /// <summary><c>package.json</c>.</summary>
    Manifest,

    /// <summary>A file that holds a conformance resource, or an example beside them.</summary>
    Content,

    /// <summary>A file in a folder for examples.</summary>
    Example,
}
