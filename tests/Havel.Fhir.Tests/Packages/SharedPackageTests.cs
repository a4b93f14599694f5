using Havel.Fhir.Packages;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Packages;

public sealed class SharedPackageTests
{
    [SharedFact("packages")]
    public void Every_published_package_is_read_and_every_resource_gives_a_table()
    {
        var packages = Directory.GetFiles(SharedData.Path("packages"), "*.tgz").Order(StringComparer.Ordinal)
            .AsParallel().AsOrdered().Select(Read).ToList();

        Assert.All(packages, reading => Assert.Empty(reading.Issues));
        Assert.True(packages.Count >= 37);
        var resources = packages.SelectMany(reading => reading.Package!.Resources).ToList();
        Assert.True(resources.Count >= 6660, $"{resources.Count}");
        Assert.All(resources.AsParallel(), resource => Assert.NotNull(resource.Parse()));
        Assert.True(packages.Single(reading => reading.Package!.IsEmbedded).Package!.Resources.Count == 0);
    }

    [SharedFact("packages")]
    public void Extensions_of_the_german_base_are_found()
    {
        var catalog = ConformanceCatalog.Core.With(Read(
            SharedData.Path("packages/de.basisprofil.r4-1.5.4.tgz")).Package!);

        var found = catalog.Find("StructureDefinition", "http://fhir.de/StructureDefinition/gender-amtlich-de")!;
        Assert.Equal("Extension", found.Head.Type);
        Assert.Equal("1.5.4", found.Version);
        Assert.Same(found, catalog.Find("StructureDefinition", found.Url + "|1.5.x"));
        Assert.Null(catalog.Find("StructureDefinition", found.Url + "|0.9"));
    }

    private static PackageReading Read(string path)
    {
        using var file = File.OpenRead(path);
        return PackageReader.Read(file);
    }
}
