using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Tests.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Search;

public sealed class SearchExtractorTests
{
    public static TheoryData<string> CaseNames => [.. Cases.Select(each => each.Name)];

    private static IEnumerable<ExtractionCases.Case> Cases => ExtractionCases.Read(
        Path.Combine(Repository.Find()!, "tests/Havel.Fhir.Tests/Search/Cases/extraction.txt"));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_resource_gives_the_rows_of_its_case_and_no_others(string name)
    {
        var one = Cases.First(each => each.Name == name);
        var found = ExpectedRow.All(SearchFixture.Extract(one.Json)).ToList();
        var expected = one.Rows.Select(ExpectedRow.Parse).ToList();

        var lacking = one.Rows.Where(line => !found.Contains(ExpectedRow.Parse(line)));
        var surplus = found.Where(row => !expected.Contains(row)).Select(Describe);
        Assert.Equal([], lacking);
        Assert.Equal([], surplus);
        Assert.Equal(expected.Count, found.Count);
    }

    [SharedFact("data")]
    public void Every_valid_resource_of_the_real_data_can_be_extracted()
    {
        var rows = new SearchRows();
        var parser = new ResourceParser(FhirDefinitions.R4);
        var count = 0;
        foreach (var (_, utf8) in RealData.All())
        {
            if (parser.Parse(utf8) is not { IsValid: true } result)
                continue;

            rows.Clear();
            SearchFixture.Extractor.Extract(result.Table.Root, rows);
            Assert.True(rows.Count > 0);
            count++;
        }

        Assert.True(count > 46_000);
    }

    private static string Describe(object row)
    {
        var slot = (int)row.GetType().GetProperty("Slot")!.GetValue(row)!;
        return $"{SearchFixture.Catalog.Slots.First(each => each.Id == slot).Name}: {row}";
    }
}
