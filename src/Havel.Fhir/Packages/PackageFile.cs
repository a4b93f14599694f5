namespace Havel.Fhir.Packages;

/// <summary>A file of a package that lies unpacked in a folder.</summary>
/// <param name="Path">Path relative to the folder, with slashes: <c>package/StructureDefinition-x.json</c>.</param>
/// <param name="Bytes">Its content.</param>
public readonly record struct PackageFile(string Path, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Length of a file that is too long to be read, whose <see cref="Bytes"/> are empty; else 0.</summary>
    public long UnreadLength { get; init; }
}
