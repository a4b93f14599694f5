using System.Text;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;
using Xunit;

namespace Havel.Store.Tests.Terminology;

public sealed class TerminologyFolderTests : IDisposable
{
    private const string Url = "http://example.org/CodeSystem/animals";

    private readonly string _folder = Directory.CreateTempSubdirectory("havel-terms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_found_again()
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        var system = folder.Find(Url, null)!;
        Assert.Equal((Url, "1.0", 6L), (system.Url, system.Version, system.Count));
        var dog = system.Find("dog"u8);
        Assert.Equal("Dog", system.Display(dog));
        Assert.Equal("dog", system.Code(dog));
        Assert.Equal("Hund", Assert.Single(system.Designations(dog)).Value);
        Assert.Equal("de", system.Designations(dog)[0].Language);
        Assert.False(system.Find("wolf"u8).Exists);
        Assert.True(system.IsInactive(system.Find("dodo"u8)));
        Assert.True(system.IsAbstract(system.Find("animal"u8)));
        var properties = system.PropertiesOf(dog);
        Assert.Equal(["4", "cat"], properties.Select(property => property.Value).Order());
        Assert.Equal("Cat", properties.Single(property => property.Code == "chases").Coding!.Display);
    }

    [Fact]
    public void The_hierarchy_has_several_parents()
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        var system = folder.Find(Url, "1.0")!;
        var (animal, pet, mammal, dog) = (Id("animal"), Id("pet"), Id("mammal"), Id("dog"));
        Assert.Equal([mammal, pet], system.Parents(dog).OrderBy(id => system.Code(id), StringComparer.Ordinal));
        Assert.True(system.IsAbove(animal, dog));
        Assert.True(system.IsAbove(pet, dog));
        Assert.True(system.IsAbove(mammal, dog));
        Assert.False(system.IsAbove(dog, mammal));
        Assert.False(system.IsAbove(dog, dog));
        Assert.Equal(["cat", "dog"], Codes(system.Descendants(pet)));
        Assert.Equal(["cat", "dog", "mammal", "pet"], Codes(system.Descendants(animal)));
        Assert.Equal(["animal", "dodo"], Codes(system.Roots()));
        Assert.Equal(["cat", "dog"], Codes(system.Children(mammal)));

        Concept Id(string code) => system.Find(Encoding.UTF8.GetBytes(code));

        string[] Codes(IEnumerable<Concept> ids) => [.. ids.Select(system.Code).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("concept", "is-a", "mammal", "cat,dog,mammal")]
    [InlineData("concept", "descendent-of", "mammal", "cat,dog")]
    [InlineData("concept", "is-a", "nothing", "")]
    [InlineData("concept", "generalizes", "dog", "animal,dog,mammal,pet")]
    [InlineData("legs", "=", "4", "cat,dog")]
    [InlineData("chases", "=", "cat", "dog")]
    [InlineData("concept", "in", "dog,cat", "cat,dog")]
    [InlineData("parent", "=", "animal", "mammal,pet")]
    [InlineData("legs", "exists", "true", "cat,dog")]
    public void Filters_are_answered_from_indexes(string property, string operation, string value, string expected)
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        var system = folder.Find(Url, null)!;
        var found = system.Select(new ConceptFilter(property, operation, value))!;
        Assert.Equal(expected, string.Join(',', found.Select(system.Code).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_filter_that_no_index_answers_is_left_to_the_engine()
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        Assert.Null(folder.Find(Url, null)!.Select(new ConceptFilter("code", "regex", "d.*")));
    }

    [Theory]
    [InlineData("hu", "dog")]
    [InlineData("DO", "dodo,dog")]
    [InlineData("hun do", "dog")]
    [InlineData("ht", "")]
    [InlineData("\" OR text:* ) cat", "")]
    [InlineData("cät", "cat")]
    public void Words_are_found_by_their_beginnings(string filter, string expected)
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        var system = folder.Find(Url, null)!;
        var found = system.FindWords(filter)!.Select(system.Code).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(',', found));
        Assert.Null(system.FindWords(" -!"));
    }

    [Fact]
    public void Versions_lie_side_by_side_and_the_newest_is_meant()
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.9");
        Write(folder, "1.10");
        Assert.Equal("1.10", folder.Find(Url, null)!.Version);
        Assert.Equal(["1.10", "1.9"], folder.VersionsOf(Url));
        Assert.Equal("1.9", folder.Find(Url, "1.9")!.Version);
        Assert.Null(folder.Find(Url, "2"));
        Assert.Equal(1, folder.Remove(Url, "1.10"));
        Assert.Equal("1.9", folder.Find(Url, null)!.Version);
        Assert.Equal(1, folder.Remove(Url, null));
        Assert.Null(folder.Find(Url, null));
    }

    [Fact]
    public void A_reimport_replaces_and_a_broken_one_leaves_what_was_there()
    {
        using var folder = TerminologyFolder.Open(_folder);
        Write(folder, "1.0");
        using (var writer = folder.Write(new CodeSystemHead(Url, "1.0")))
            writer.Add(new ImportedConcept("half", null));

        folder.Refresh();
        Assert.Equal(6, Assert.Single(folder.All).Concepts);

        var before = folder.Find(Url, null)!;
        using (var writer = folder.Write(new CodeSystemHead(Url, "1.0")))
        {
            writer.Add(new ImportedConcept("all", null));
            Assert.Empty(writer.Finish());
        }

        Assert.Equal("Dog", before.Display(before.Find("dog"u8)));
        Assert.True(folder.Refresh());
        Assert.False(folder.Refresh());
        Assert.Equal(1, Assert.Single(folder.All).Concepts);
        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_circle_in_the_hierarchy_is_named_and_nothing_is_put_in_place()
    {
        using var folder = TerminologyFolder.Open(_folder);
        using var writer = folder.Write(new CodeSystemHead(Url, "1.0"));
        var (a, b) = (writer.Add(new ImportedConcept("a", null)), writer.Add(new ImportedConcept("b", null)));
        writer.AddParent(a, b);
        writer.AddParent(b, a);
        Assert.Equal(["a", "b"], writer.Finish().Order(StringComparer.Ordinal));
        folder.Refresh();
        Assert.Empty(folder.All);
    }

    [Fact]
    public void A_system_without_case_is_found_in_any()
    {
        using var folder = TerminologyFolder.Open(_folder);
        using (var writer = folder.Write(new CodeSystemHead(Url, "1") { IsCaseSensitive = false }))
        {
            writer.Add(new ImportedConcept("A00.0", "Cholera"));
            writer.Finish();
        }

        folder.Refresh();
        var system = folder.Find(Url, "1")!;
        Assert.Equal("A00.0", system.Code(system.Find("a00.0"u8)));
    }

    [Fact]
    public void A_foreign_file_is_passed_over()
    {
        using (var folder = TerminologyFolder.Open(_folder))
            Write(folder, "1.0");
        var path = Path.Combine(_folder, "terminology", "x.havelcs");
        File.WriteAllText(path, "this is no database, but longer than the header of one: " + new string('x', 999));
        using var again = TerminologyFolder.Open(_folder);
        Assert.Single(again.All);
    }

    private static void Write(TerminologyFolder folder, string version)
    {
        using var writer = folder.Write(new CodeSystemHead(Url, version) { Name = "Animals", Language = "en" });
        var legs = writer.DefineProperty(new PropertyDefinition("legs", null, "integer"));
        var chases = writer.DefineProperty(new PropertyDefinition("chases", null, "Coding"));
        var cat = writer.Add(new ImportedConcept("cat", "Cat"));
        var animal = writer.Add(new ImportedConcept("animal", "Animal") { IsAbstract = true });
        var mammal = writer.Add(new ImportedConcept("mammal", "Mammal"));
        var pet = writer.Add(new ImportedConcept("pet", "Pet"));
        var dog = writer.Add(new ImportedConcept("dog", "dog"));
        writer.Add(new ImportedConcept("dodo", "Dodo") { IsInactive = true });
        Assert.Equal(-1, writer.Add(new ImportedConcept("cat", "Again")));
        Assert.Equal(dog, writer.Find("dog"));
        writer.SetDisplay(dog, "Dog");
        (int Child, int Parent)[] edges =
        [
            (mammal, animal), (pet, animal), (dog, pet), (dog, mammal), (cat, pet), (cat, mammal), (cat, mammal),
        ];
        foreach (var (child, parent) in edges)
            writer.AddParent(child, parent);
        writer.AddDesignation(dog, "de", null, "Hund");
        writer.AddProperty(dog, legs, "4");
        writer.AddProperty(cat, legs, "4");
        writer.AddProperty(dog, chases, cat);
        Assert.Empty(writer.Finish());
        folder.Refresh();
    }
}
