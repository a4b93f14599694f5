using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Havel.Fhir.Packages;

namespace Havel.Fhir.Tests.Packages;

/// <summary>Makes packages for tests.</summary>
internal static class MadePackage
{
    public const string Manifest = """{"name":"made","version":"1.0.0","fhirVersions":["4.0.1"]}""";

    /// <summary>A gzipped tar of files, given as path and content.</summary>
    public static MemoryStream Tgz(params (string Path, string Content)[] files) => Tgz(tar =>
    {
        foreach (var (path, content) in files)
            AddFile(tar, path, content);
    });

    public static MemoryStream Tgz(Action<TarWriter> write) => Gzip(Tar(write));

    public static byte[] Tar(Action<TarWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
            write(tar);
        return bytes.ToArray();
    }

    public static MemoryStream Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        packed.Position = 0;
        return packed;
    }

    public static void AddFile(TarWriter tar, string path, string content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        });

    /// <summary>A package of conformance resources, given as JSON.</summary>
    public static FhirPackage Of(string name, string version, params string[] resources) =>
        Read(name, version, "{}", resources);

    public static FhirPackage Read(string name, string version, string dependencies, params string[] resources)
    {
        var manifest = $$"""{"name":"{{name}}","version":"{{version}}","dependencies":{{dependencies}}}""";
        var files = resources.Select((resource, at) => new PackageFile($"package/{at}.json", Utf8(resource)));
        return PackageReader.Read([new PackageFile("package/package.json", Utf8(manifest)), .. files]).Package!;
    }

    /// <summary>A ValueSet with nothing but its head.</summary>
    public static string ValueSet(string url, string? version = null, string title = "t") => version is null
        ? $$"""{"resourceType":"ValueSet","url":"{{url}}","title":"{{title}}","status":"active"}"""
        : $$"""
            {"resourceType":"ValueSet","url":"{{url}}","version":"{{version}}","title":"{{title}}","status":"active"}
            """;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
