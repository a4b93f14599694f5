namespace Havel.Fhir.Packages;

/// <summary>An example resource of a package, kept compressed.</summary>
public sealed class PackageExample
{
    private readonly PackedBytes _packed;

    internal PackageExample(string path, string resourceType, PackedBytes packed)
    {
        Path = path;
        ResourceType = resourceType;
        _packed = packed;
    }

    /// <summary>The file within the package, such as <c>package/example/Patient-1.json</c>.</summary>
    public string Path { get; }

    public string ResourceType { get; }

    /// <summary>A fresh copy of the file's bytes.</summary>
    public ReadOnlyMemory<byte> Read() => _packed.Read();
}
