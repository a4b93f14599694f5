using Xunit;

namespace Havel.Server.Tests.Terminologies;

/// <summary>Structure as in the BfArM's ClaML files; codes and texts are made up.</summary>
public sealed class ClamlImportTests : IDisposable
{
    private const string Url = "http://fhir.de/CodeSystem/bfarm/icd-10-gm";

    private const string Claml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE ClaML SYSTEM "ClaML.dtd">
        <ClaML version="2.0.0">
        <Title name="ICD-10-GM" date="2023-09-15" version="2024">Made up classification</Title>
        <Modifier code="S04"><SubClass code=".0"/><SubClass code=".1"/></Modifier>
        <ModifierClass modifier="S04" code=".0"><SuperClass code="S04"/>
          <Rubric kind="preferred"><Label xml:lang="de">mit Klang</Label></Rubric></ModifierClass>
        <ModifierClass modifier="S04" code=".1"><SuperClass code="S04"/>
          <Rubric kind="preferred"><Label xml:lang="de">ohne Klang</Label></Rubric></ModifierClass>
        <Modifier code="S05"><SubClass code="0"/><SubClass code="1"/></Modifier>
        <ModifierClass modifier="S05" code="0"><SuperClass code="S05"/>
          <Rubric kind="preferred"><Label xml:lang="de">links</Label></Rubric></ModifierClass>
        <ModifierClass modifier="S05" code="1"><Meta name="excludeOnPrecedingModifier" value="S04 .1"/>
          <SuperClass code="S05"/><Rubric kind="preferred"><Label xml:lang="de">rechts</Label></Rubric></ModifierClass>
        <Class code="I" kind="chapter"><SubClass code="A00-A09"/>
          <Rubric kind="preferred"><Label xml:lang="de">Erstes Kapitel</Label></Rubric></Class>
        <Class code="A00-A09" kind="block"><SuperClass code="I"/><SubClass code="A00"/><SubClass code="A01"/>
          <Rubric kind="preferred"><Label xml:lang="de">Block</Label></Rubric></Class>
        <Class code="A00" kind="category"><Meta name="Para295" value="P"/><SuperClass code="A00-A09"/>
          <SubClass code="A00.0"/><Rubric kind="preferred"><Label xml:lang="de">Brumm<Reference>x</Reference>
          krankheit</Label></Rubric></Class>
        <Class code="A00.0" kind="category" usage="dagger"><SuperClass code="A00"/>
          <Rubric kind="preferred"><Label xml:lang="de">leise</Label></Rubric>
          <Rubric kind="preferredLong"><Label xml:lang="de">Brummkrankheit, leise</Label></Rubric>
          <Rubric kind="inclusion"><Label xml:lang="de">Summen</Label></Rubric>
          <Rubric kind="inclusion"><Label xml:lang="de">Surren</Label></Rubric></Class>
        <Class code="A01" kind="category"><SuperClass code="A00-A09"/><ModifiedBy code="S04"/>
          <ModifiedBy code="S05"><ValidModifierClass code="0"/><ValidModifierClass code="1"/></ModifiedBy>
          <Rubric kind="preferred"><Label xml:lang="de">Pfeifen</Label></Rubric></Class>
        </ClaML>
        """;

    private readonly ReleaseFolder _release = new();

    public void Dispose() => _release.Dispose();

    [Fact]
    public async Task A_classification_is_imported_with_its_modifiers_applied()
    {
        _release.File("Klassifikationsdateien/icd10gm2024.xml", Claml);
        var result = await _release.Import(_release.Zip());
        Assert.True(result.Exit == 0, result.Error);
        var system = _release.Systems.Find(Url, "2024")!;
        Assert.Equal(
            "A00,A00-A09,A00.0,A01,A01.0,A01.00,A01.01,A01.1,A01.10,I", ReleaseFolder.Codes(system, system.All()!));
        Assert.Equal("Pfeifen: mit Klang: rechts", system.Display(ReleaseFolder.Id(system, "A01.01")));
        Assert.Equal("Brummx krankheit", system.Display(ReleaseFolder.Id(system, "A00")));
        Assert.Equal("Brummkrankheit, leise", system.Display(ReleaseFolder.Id(system, "a00.0")));
        Assert.Equal("leise", Assert.Single(system.Designations(ReleaseFolder.Id(system, "A00.0"))).Value);
        Assert.Equal("dagger", ReleaseFolder.Property(system, "A00.0", "usage"));
        Assert.Equal("P", ReleaseFolder.Property(system, "A00", "Para295"));
        Assert.Equal(
            ["Summen", "Surren"],
            system.PropertiesOf(ReleaseFolder.Id(system, "A00.0"))
                .Where(one => one.Code == "inclusion").Select(one => one.Value));
        Assert.True(system.IsAbstract(ReleaseFolder.Id(system, "I")));
        Assert.False(system.IsAbstract(ReleaseFolder.Id(system, "A00")));
        Assert.Equal(
            "A01.0,A01.00,A01.01,A01.1,A01.10",
            ReleaseFolder.Codes(system, system.Descendants(ReleaseFolder.Id(system, "A01"))));
        Assert.True(system.IsAbove(ReleaseFolder.Id(system, "I"), ReleaseFolder.Id(system, "A01.10")));
    }

    [Fact]
    public async Task Versions_lie_side_by_side_and_can_be_listed_and_removed()
    {
        _release.File("a.xml", Claml);
        Assert.Equal(0, (await _release.Import()).Exit);
        Assert.Equal(0, (await _release.Import("--version", "2025")).Exit);
        var list = await _release.Run("list");
        Assert.Equal(2, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"{Url}\t2025\tMade up classification\t10 concepts", list.Output);
        Assert.Equal("1 removed", (await _release.Run("remove", Url, "--version", "2024")).Output.Trim());
        Assert.Equal(1, (await _release.Run("remove", Url, "--version", "2024")).Exit);
        Assert.Single(_release.Systems.All);
    }

    [Theory]
    [InlineData("</ClaML>", "", "Not well-formed XML")]
    [InlineData("ICD-10-GM", "Something", "name it with --url")]
    [InlineData(" version=\"2024\"", "", "name it with --version")]
    public async Task A_faulty_file_is_told(string old, string replacement, string expected)
    {
        _release.File("a.xml", Claml.Replace(old, replacement, StringComparison.Ordinal));
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task Entities_are_not_followed()
    {
        _release.File("a.xml", Claml.Replace(
            "<!DOCTYPE ClaML SYSTEM \"ClaML.dtd\">",
            "<!DOCTYPE ClaML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", StringComparison.Ordinal)
            .Replace("Erstes Kapitel", "&x;", StringComparison.Ordinal));
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.DoesNotContain("root:", result.Error, StringComparison.Ordinal);
    }
}
