using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Store.Bodies;

namespace Havel.Bench.Bodies;

/// <summary>Reads resources out of NDJSON, JSON, Bundles and packages.</summary>
internal sealed partial class BodyCorpus
{
    private const int MaxPackageResource = 200_000;

    private readonly ResourceParser _parser = new(FhirDefinitions.R4, new ParseOptions { MaxBytes = 1 << 27 });

    /// <summary>What was read, those that are not valid R4 apart.</summary>
    public List<BodySample> Samples { get; } = [];

    /// <summary>Reads a file or a folder.</summary>
    public void Read(string path)
    {
        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[path];
        foreach (var file in files)
            ReadFile(file);
    }

    private void ReadFile(string file)
    {
        using var stream = File.OpenRead(file);
        if (file.EndsWith(".tgz", StringComparison.Ordinal))
            ReadPackage(stream);
        else if (file.EndsWith(".ndjson.gz", StringComparison.Ordinal))
            ReadLines(new GZipStream(stream, CompressionMode.Decompress));
        else if (file.EndsWith(".ndjson", StringComparison.Ordinal))
            ReadLines(stream);
        else if (file.EndsWith(".json", StringComparison.Ordinal))
            ReadResource(File.ReadAllBytes(file), Hash(Encoding.UTF8.GetBytes(Path.GetFileName(file))));
    }

    private void ReadLines(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            ReadResource(Encoding.UTF8.GetBytes(line), group: null);
    }

    private void ReadPackage(Stream stream)
    {
        using var tar = new TarReader(new GZipStream(stream, CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || entry.Length > MaxPackageResource
                || !entry.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                continue;
            }

            var bytes = new byte[entry.Length];
            entry.DataStream.ReadExactly(bytes);
            if (bytes.AsSpan().IndexOf("\"resourceType\""u8) >= 0)
                ReadResource(bytes, Hash(Encoding.UTF8.GetBytes(entry.Name)));
        }
    }

    private void ReadResource(byte[] json, int? group)
    {
        if (json.AsSpan().IndexOf("\"Bundle\""u8) >= 0)
        {
            var document = JsonElement.Parse(json);
            if (document.TryGetProperty("resourceType", out var type) && type.ValueEquals("Bundle"))
            {
                if (document.TryGetProperty("entry", out var entries))
                {
                    foreach (var entry in entries.EnumerateArray())
                    {
                        if (entry.TryGetProperty("resource", out var resource))
                            Add(Encoding.UTF8.GetBytes(resource.GetRawText()), group);
                    }
                }

                return;
            }
        }

        Add(json, group);
    }

    private void Add(byte[] json, int? group)
    {
        if (_parser.Parse(json) is not { IsValid: true } parsed)
            return;

        var root = parsed.Table.Root;
        var id = root.TextOf("id") ?? "none";
        var body = MetaTemplate.Create(parsed.Table, id);
        var text = new byte[body.MarkedLength];
        body.WriteMarked(text);
        var sample = new BodySample(root.Type.Name, group ?? GroupOf(root.Type.Name, id, text), text);
        Samples.Add(sample);
        for (var place = 1; place < text.Length; place++)
        {
            if (text[place - 1] != '"' || Base64Text.LengthAt(text.AsSpan(place)) is not (>= 64 and var length))
                continue;

            if (Base64Text.Decode(text.AsSpan(place, length)) is { } content)
                Samples.Add(sample with { Text = content, IsContent = true });

            place += length;
        }
    }

    private static int GroupOf(string type, string id, byte[] text)
    {
        var match = PatientReference().Match(Encoding.Latin1.GetString(text));
        var name = type == "Patient" ? "Patient/" + id : match.Success ? match.Value : $"{type}/{id}";
        return Hash(Encoding.UTF8.GetBytes(name));
    }

    private static int Hash(byte[] text) => (int)(XxHash3.HashToUInt64(text) >> 34);

    [GeneratedRegex("Patient/[A-Za-z0-9.-]+", RegexOptions.None, 1000)]
    private static partial Regex PatientReference();
}
