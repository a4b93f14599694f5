using System.IO.Compression;
using Havel.Tests.Shared;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>The resources of the shared data, one by one, each with the place it comes from.</summary>
internal static class RealData
{
    public static IEnumerable<(string Place, byte[] Utf8)> All() => Synthea().Concat(Mii());

    public static IEnumerable<(string Place, byte[] Utf8)> Mii()
    {
        foreach (var file in Directory.GetFiles(SharedData.Path("data/mii"), "*.json").Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(file), File.ReadAllBytes(file));
    }

    /// <summary>The synthetic patients.</summary>
    /// <param name="type">A resource type, or all of them.</param>
    public static IEnumerable<(string Place, byte[] Utf8)> Synthea(string type = "*")
    {
        var files = Directory.GetFiles(SharedData.Path("data/synthea-79"), $"{type}.ndjson.gz");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            for (var line = 1; reader.ReadLine() is { } text; line++)
                yield return ($"{Path.GetFileName(file)}:{line}", System.Text.Encoding.UTF8.GetBytes(text));
        }
    }
}
