using Xunit;

namespace Havel.Server.Tests.Terminologies;

/// <summary>Structure as in LOINC's release; the content is made up.</summary>
public sealed class LoincImportTests : IDisposable
{
    private readonly ReleaseFolder _release = new();

    public void Dispose() => _release.Dispose();

    [Fact]
    public async Task A_release_is_imported_with_hierarchy_and_linguistic_variants()
    {
        WriteAll();
        var result = await _release.Import(_release.Zip());
        Assert.True(result.Exit == 0, result.Error);
        var system = _release.Systems.Find("http://loinc.org", null)!;
        Assert.Equal(("2.77", 6L), (system.Version, system.Count));
        var code = ReleaseFolder.Id(system, "1-8");
        Assert.Equal("Hum [Volume] in \"Ear\", left", system.Display(code));
        Assert.Equal("Summen im Ohr", system.Designations(code).Single(text => text.Language == "de-DE").Value);
        Assert.Equal("Ear", ReleaseFolder.Property(system, "1-8", "SYSTEM"));
        Assert.True(system.IsInactive(ReleaseFolder.Id(system, "2-6")));
        Assert.Equal("1-8,3-4", ReleaseFolder.Codes(
            system, system.Select(new Havel.Fhir.Terminology.ConceptFilter("SYSTEM", "=", "Ear"))!));
        Assert.Equal("1-8,3-4,LP2-2", ReleaseFolder.Codes(
            system, system.Descendants(ReleaseFolder.Id(system, "LP1-1"))));
        Assert.True(system.IsAbstract(ReleaseFolder.Id(system, "LP1-1")));
        Assert.Equal("1-8", ReleaseFolder.Codes(system, system.FindWords("summ ohr")!));
    }

    [Fact]
    public async Task A_table_without_its_columns_is_told()
    {
        _release.File("LoincTable/Loinc.csv", "\"LOINC_NUM\",\"VersionLastChanged\"\n\"1-8\",\"2.77\"\n");
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains("LONG_COMMON_NAME", result.Error);
    }

    private void WriteAll()
    {
        _release.File("LoincTable/Loinc.csv", """
            "LOINC_NUM","COMPONENT","PROPERTY","SYSTEM","STATUS","VersionLastChanged","SHORTNAME","LONG_COMMON_NAME"
            "1-8","Hum","Vol","Ear","ACTIVE","2.9","Hum Ear","Hum [Volume] in ""Ear"", left"
            "2-6","Hum","Vol","Nose","DEPRECATED","2.77","","Hum in nose"
            "3-4","Whistle","Vol","Ear","ACTIVE","2.70","","Whistle
             in ear"

            """);
        _release.File("AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv", """
            PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT
            ,1,,LP1-1,Sounds
            LP1-1,2,LP1-1,LP2-2,Hums
            LP1-1.LP2-2,3,LP2-2,1-8,Hum in ear
            LP1-1,4,LP1-1,3-4,Whistle in ear
            ,5,,LP9-9,Else

            """);
        _release.File("AccessoryFiles/LinguisticVariants/deDE15LinguisticVariant.csv", """
            "LOINC_NUM","COMPONENT","PROPERTY","SYSTEM","SHORTNAME","LONG_COMMON_NAME","LinguisticVariantDisplayName"
            "1-8","Summen","Vol","Ohr","","Summen im Ohr",""
            "99-9","Nichts","","","","",""

            """);
    }
}
