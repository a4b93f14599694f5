using System.Formats.Tar;
using System.IO.Compression;
using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Havel.Tests.Shared;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>The StructureDefinitions of all packages in the shared folder, each package with its own view: what it
/// holds itself, then what it depends on, near before far.</summary>
internal sealed class PackageShelves
{
    private const string CoreName = "hl7.fhir.r4.core";

    private static readonly Lazy<PackageShelves> s_shared = new(() => new PackageShelves());

    private readonly Dictionary<string, FhirPackage> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, StructureDefinition>> _shelves = new(StringComparer.Ordinal);

    private PackageShelves()
    {
        var reader = new StructureDefinitionReader();
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("packages"), "*.tgz"))
        {
            using var stream = File.OpenRead(file);
            if (Path.GetFileName(file).StartsWith(CoreName, StringComparison.Ordinal))
                AddCore(stream, reader);
            else if (PackageReader.Read(stream).Package is { } package)
                Add(package, reader);
        }
    }

    public static PackageShelves Shared => s_shared.Value;

    public IEnumerable<string> Names => _shelves.Keys;

    public IEnumerable<StructureDefinition> Of(string package) => _shelves[package].Values;

    /// <summary>The definition as that package sees it; null for none.</summary>
    public StructureDefinition? Find(string package, string canonical)
    {
        var url = canonical.Split('|')[0];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([package]);
        while (waiting.TryDequeue(out var name))
        {
            if (!seen.Add(name) || !_packages.TryGetValue(name, out var known))
                continue;

            if (_shelves[name].TryGetValue(url, out var found))
                return found;
            foreach (var dependency in known.Dependencies.Keys)
                waiting.Enqueue(dependency);
        }

        return _shelves[CoreName].GetValueOrDefault(url)
            ?? _shelves.Values.Select(shelf => shelf.GetValueOrDefault(url)).FirstOrDefault(found => found is not null);
    }

    /// <summary>R4 itself is built in without differentials, so its package is read past the reader of
    /// packages.</summary>
    private void AddCore(Stream tgz, StructureDefinitionReader reader)
    {
        using var unzipped = new GZipStream(tgz, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        var shelf = _shelves[CoreName] = new Dictionary<string, StructureDefinition>(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.StartsWith("package/StructureDefinition-", StringComparison.Ordinal))
                continue;

            using var bytes = new MemoryStream();
            entry.DataStream!.CopyTo(bytes);
            if (reader.ReadShared(Profile.Parse(bytes.ToArray()).Root).Definition is { } definition)
                shelf.TryAdd(definition.Url, definition);
        }
    }

    private void Add(FhirPackage package, StructureDefinitionReader reader)
    {
        var shelf = new Dictionary<string, StructureDefinition>(StringComparer.Ordinal);
        foreach (var resource in package.Resources)
        {
            if (resource.ResourceType == "StructureDefinition" && resource.Parse() is { } table
                && reader.ReadShared(table.Root).Definition is { } definition)
            {
                shelf.TryAdd(definition.Url, definition);
            }
        }

        _packages[package.Name] = package;
        _shelves[package.Name] = shelf;
    }
}
