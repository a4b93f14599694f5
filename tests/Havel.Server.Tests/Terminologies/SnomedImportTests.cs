using Xunit;

namespace Havel.Server.Tests.Terminologies;

/// <summary>Structure as in Release Format 2; the content is made up, but for the identifiers that the format itself
/// needs.</summary>
public sealed class SnomedImportTests : IDisposable
{
    private const string System = "http://snomed.info/sct";
    private const string Concepts = "id|effectiveTime|active|moduleId|definitionStatusId\n";

    private const string Relationships = "id|effectiveTime|active|moduleId|sourceId|destinationId|relationshipGroup|"
        + "typeId|characteristicTypeId|modifierId\n";

    private const string Descriptions =
        "id|effectiveTime|active|moduleId|conceptId|languageCode|typeId|term|caseSignificanceId\n";

    private const string Languages =
        "id|effectiveTime|active|moduleId|refsetId|referencedComponentId|acceptabilityId\n";
    private const string Simple = "id|effectiveTime|active|moduleId|refsetId|referencedComponentId\n";

    private readonly ReleaseFolder _release = new();

    public void Dispose() => _release.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_is_imported_with_hierarchy_texts_and_attributes(bool isZipped)
    {
        WriteAll();
        var result = isZipped ? await _release.Import(_release.Zip()) : await _release.Import();
        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains($"{System}|{System}/900000000000207008/version/20240101", result.Output);

        var system = _release.Systems.Find(System, null)!;
        Assert.Equal(8, system.Count);
        Assert.Equal("Ringing ear", system.Display(ReleaseFolder.Id(system, "3001")));
        var texts = system.Designations(ReleaseFolder.Id(system, "3001"));
        Assert.Equal(
            ["Klingelohr", "Ringing ear", "Ringing ear (made up)", "Tinkling ear"], texts.Select(text => text.Value));
        Assert.Equal("900000000000003001", texts[2].Use!.Code);
        Assert.Equal("de", texts[0].Language);
        Assert.True(system.IsAbove(ReleaseFolder.Id(system, "1001"), ReleaseFolder.Id(system, "3001")));
        Assert.Equal("3001,3002", ReleaseFolder.Codes(system, system.Descendants(ReleaseFolder.Id(system, "2002"))));
        Assert.True(system.IsInactive(ReleaseFolder.Id(system, "9001")));
        Assert.Equal("4001", ReleaseFolder.Property(system, "3001", "5001"));
        Assert.Equal("true", ReleaseFolder.Property(system, "3001", "sufficientlyDefined"));
        Assert.Equal("2.5", ReleaseFolder.Property(system, "3002", "5001000"));
        Assert.Equal("3001", ReleaseFolder.Codes(
            system, system.Select(new Havel.Fhir.Terminology.ConceptFilter("5001", "=", "4001"))!));
        Assert.Equal("3001", ReleaseFolder.Codes(
            system, system.Select(new Havel.Fhir.Terminology.ConceptFilter("memberOf", "=", "4001"))!));
        Assert.NotNull(_release.Systems.Find(System, $"{System}/900000000000207008"));
    }

    [Theory]
    [InlineData("<< 2002", "2002,3001,3002")]
    [InlineData("< 1001 |Root| MINUS << 2002 |x|", "2001,4001,5001")]
    [InlineData("<! 2002", "3001,3002")]
    [InlineData(">> 3001", "1001,2001,2002,3001")]
    [InlineData("^ 4001", "3001")]
    [InlineData("<< 1001 : 5001 |finding site| = << 4001", "3001")]
    [InlineData("<< 1001: { 5001 = 4001 }", "3001")]
    [InlineData("(3001 OR 3002) AND < 2001", "3001")]
    [InlineData("*", "1001,2001,2002,3001,3002,4001,5001,9001")]
    [InlineData("<< 2002 : 5001 != 4001", "")]
    public async Task Constraints_are_answered(string expression, string expected)
    {
        WriteAll();
        Assert.Equal(0, (await _release.Import()).Exit);
        var system = _release.Systems.Find(System, null)!;
        var found = system.Select(new Havel.Fhir.Terminology.ConceptFilter("constraint", "=", expression))!;
        Assert.Equal(expected, ReleaseFolder.Codes(system, found));
    }

    [Theory]
    [InlineData("<< 424242")]
    [InlineData("<< (2002")]
    [InlineData("2002 : 5001 = #5")]
    [InlineData("2002.5001")]
    [InlineData("{{ term = \"x\" }}")]
    public async Task Constraints_that_are_not_understood_have_no_answer(string expression)
    {
        WriteAll();
        Assert.Equal(0, (await _release.Import()).Exit);
        var system = _release.Systems.Find(System, null)!;
        Assert.Null(system.Select(new Havel.Fhir.Terminology.ConceptFilter("constraint", "=", expression)));
        var deep = new string('(', 100_000);
        Assert.Null(system.Select(new Havel.Fhir.Terminology.ConceptFilter("constraint", "=", deep)));
    }

    [Fact]
    public async Task Value_sets_that_an_address_describes_are_expanded()
    {
        WriteAll();
        Assert.Equal(0, (await _release.Import()).Exit);
        var engine = new Havel.Fhir.Terminology.TerminologyEngine(
            Havel.Fhir.Packages.ConformanceCatalog.Core, _release.Systems);
        foreach (var (set, codes) in new[]
        {
            ("isa/2002", "2002,3001,3002"), ("refset/4001", "3001"), ("ecl/%3C%202002%20MINUS%203001", "3002"),
        })
        {
            var members = engine.Members($"{System}?fhir_vs={set}", 100);
            Assert.Null(members.Issue);
            var found = members.Codes.Select(code => code.Code).Order(StringComparer.Ordinal);
            Assert.Equal(codes, string.Join(',', found));
        }

        Assert.True(engine.Subsumes(System, "1001", "3001"));
        Assert.True(Havel.Fhir.Terminology.TerminologyExtensions.Check(
            engine, $"{System}?fhir_vs=isa/2002", System, "3001").IsMember);
    }

    [Fact]
    public async Task Displays_come_in_the_language_asked_for()
    {
        WriteAll();
        Assert.Equal(0, (await _release.Import("--language", "de")).Exit);
        var system = _release.Systems.Find(System, null)!;
        Assert.Equal("Klingelohr", system.Display(ReleaseFolder.Id(system, "3001")));
        Assert.Equal("Root", system.Display(ReleaseFolder.Id(system, "1001")));
    }

    [Fact]
    public async Task A_circle_of_is_a_is_told_with_its_concepts()
    {
        WriteAll();
        _release.File("sct2_Relationship_Snapshot_INT_20240101.txt", Relationships
            + "1|20240101|1|900000000000207008|2001|3001|0|116680003|1|1\n"
            + "2|20240101|1|900000000000207008|3001|2001|0|116680003|1|1\n");
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains("2001", result.Error);
        Assert.Contains("3001", result.Error);
        Assert.Empty(_release.Systems.All);
    }

    [Theory]
    [InlineData(
        "id|effectiveTime|active|moduleId\n", "expected id, effectiveTime, active, moduleId, definitionStatusId")]
    [InlineData(Concepts + "1001|20240101|1|900000000000207008\n", ":2: 4 fields; expected 5")]
    [InlineData(
        Concepts + "abc|20240101|1|900000000000207008|900000000000074008\n", "'abc' in id is no SNOMED CT identifier")]
    [InlineData("", "is empty")]
    public async Task Wrong_columns_are_told_with_file_and_line(string concepts, string expected)
    {
        WriteAll();
        _release.File("sct2_Concept_Snapshot_INT_20240101.txt", concepts);
        var result = await _release.Import();
        Assert.Equal(1, result.Exit);
        Assert.Contains(expected, result.Error);
        Assert.Empty(_release.Systems.All);
    }

    [Fact]
    public async Task What_names_unknown_concepts_is_remarked()
    {
        WriteAll();
        _release.File("sct2_Relationship_Snapshot_INT_20240101.txt", Relationships
            + "77|20240101|1|900000000000207008|2001|424242|0|116680003|1|1\n");
        var result = await _release.Import();
        Assert.Equal(2, result.Exit);
        Assert.Contains("relationship 77", result.Error);
    }

    [Fact]
    public async Task Other_editions_need_their_uri()
    {
        WriteAll();
        File.Move(
            Path.Combine(_release.Source, "sct2_Concept_Snapshot_INT_20240101.txt"),
            Path.Combine(_release.Source, "sct2_Concept_Snapshot_XX9_20240101.txt"));
        Assert.Contains("--version", (await _release.Import()).Error);
        var version = $"{System}/999/version/20240101";
        Assert.Equal(0, (await _release.Import("--version", version)).Exit);
        Assert.Equal(version, _release.Systems.Find(System, null)!.Version);
    }

    private void WriteAll()
    {
        const string module = "|20240101|1|900000000000207008";
        _release.File("sct2_Concept_Snapshot_INT_20240101.txt", Concepts
            + $"1001{module}|900000000000074008\n2001{module}|900000000000074008\n2002{module}|900000000000074008\n"
            + $"3001{module}|900000000000073002\n3002{module}|900000000000074008\n4001{module}|900000000000074008\n"
            + $"5001{module}|900000000000074008\n9001|20240101|0|900000000000207008|900000000000074008\n");
        _release.File("sct2_Relationship_Snapshot_INT_20240101.txt", Relationships
            + string.Concat(new[]
            {
                "2001|1001", "2002|1001", "3001|2001", "3001|2002", "3002|2002", "4001|1001", "5001|1001",
            }.Select((edge, row) => $"{row + 1}{module}|{edge}|0|116680003|900000000000011006|900000000000451002\n"))
            + $"50{module}|3001|4001|1|5001|900000000000011006|900000000000451002\n"
            + "51|20240101|0|900000000000207008|3002|4001|1|5001|900000000000011006|900000000000451002\n");
        _release.File(
            "sct2_RelationshipConcreteValues_Snapshot_INT_20240101.txt",
            Relationships.Replace("destinationId", "value", StringComparison.Ordinal)
            + $"60{module}|3002|#2.5|1|5001000|900000000000011006|900000000000451002\n");
        _release.File("sct2_Description_Snapshot-en_INT_20240101.txt", Descriptions
            + $"1{module}|1001|en|900000000000003001|Root|1\n"
            + $"2{module}|3001|en|900000000000013009|Ringing ear|1\n"
            + $"3{module}|3001|en|900000000000003001|Ringing ear (made up)|1\n"
            + $"4{module}|3001|en|900000000000013009|Tinkling ear|1\n"
            + "5|20240101|0|900000000000207008|3001|en|900000000000013009|Old ear|1\n");
        _release.File(
            "sct2_Description_Snapshot-de_INT_20240101.txt", Descriptions
            + $"9{module}|3001|de|900000000000013009|Klingelohr|1\n");
        _release.File("der2_cRefset_LanguageSnapshot-en_INT_20240101.txt", Languages
            + $"a{module}|900000000000509007|2|900000000000548007\n"
            + $"b{module}|900000000000509007|4|900000000000549004\n");
        _release.File("der2_Refset_SimpleSnapshot_INT_20240101.txt", Simple + $"c{module}|4001|3001\n");
    }
}
