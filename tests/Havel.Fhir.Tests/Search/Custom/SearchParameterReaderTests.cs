using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Custom;
using Xunit;

namespace Havel.Fhir.Tests.Search.Custom;

/// <summary>What a SearchParameter must be to be searched by, and what its resources are found by.</summary>
public sealed class SearchParameterReaderTests
{
    [Theory]
    [InlineData("token", "Patient", "Patient.nmae", "nmae")]
    [InlineData("token", "Patient", "Patient.name.where(use='official'", "column")]
    [InlineData("token", "Patient", "Observation.code", "gives nothing for Patient")]
    [InlineData("date", "Observation", "Observation.code", "is of type CodeableConcept")]
    [InlineData("special", "Patient", "Patient.name", "special")]
    [InlineData("token", "Dinosaur", "Dinosaur.name", "no resource type")]
    [InlineData("quantity", "Patient", "Patient.birthDate", "is of type date")]
    [InlineData("string", "Patient", "Patient.name.count()", "is of type Integer")]
    [InlineData("string", "Patient", "(extension('http://x.org/y').value as Coding)", "is of type Coding")]
    public void A_parameter_that_could_find_nothing_is_refused(
        string kind, string type, string expression, string saying)
    {
        var reading = Read("mine", kind, type, expression);

        Assert.Null(reading.Definition);
        Assert.Contains(reading.Issues, issue => issue.Message.Contains(saying, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_in_the_expression_is_told_with_its_place()
    {
        var issue = Assert.Single(Read("mine", "token", "Patient", "Patient.active | Patient.nmae").Issues);

        Assert.Equal("SearchParameter.expression", issue.Expression);
        Assert.Contains("line 1, column 26", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_sort", "Resource", "means something else")]
    [InlineData("_mine", "Patient", "leading '_'")]
    [InlineData("a.b", "Patient", "cannot stand in a query")]
    [InlineData("gender", "Patient", "with another meaning")]
    public void A_code_that_is_taken_is_refused(string code, string type, string saying)
    {
        var reading = Read(code, "token", type, $"{type}.id");

        Assert.Contains(reading.Issues, issue => issue.Message.Contains(saying, StringComparison.Ordinal));
    }

    [Fact]
    public void R4s_own_meaning_under_another_address_is_welcome() =>
        Assert.Empty(Read("gender", "token", "Patient", "Patient.gender").Issues);

    [Fact]
    public void A_retired_parameter_is_valid_and_out_of_force()
    {
        var reading = Read("mine", "token", "Patient", "Patient.nmae", status: "retired");

        Assert.True(reading.IsRetired && reading.IsValid);
        Assert.Null(reading.Definition);
    }

    [Fact]
    public void A_composite_needs_paths_and_parameters_that_are_known()
    {
        const string Component = """
            ,"component":[{"definition":"http://hl7.org/fhir/SearchParameter/clinical-code","expression":"code"},
             {"definition":"http://example.org/nobody","expression":"value.as(Quantity)"}]
            """;
        var reading = Read("both", "composite", "Observation", "Observation.component", more: Component);

        Assert.Equal(IssueType.NotFound, Assert.Single(reading.Issues).Type);
    }

    [Theory]
    [InlineData("string", "Patient", "Patient.extension('http://example.org/x').value", "x1=lisboa")]
    [InlineData("token", "Patient", "Patient.meta.tag", "x1=blue")]
    [InlineData("number", "Patient", "Patient.multipleBirth.ofType(integer)", "x1=2")]
    [InlineData("date", "Patient", "Patient.name.period", "x1=2020-01")]
    [InlineData("uri", "Patient", "Patient.meta.profile", "x1=http://example.org/P")]
    [InlineData("string", "Patient", "Patient.name.where(use='old').family", "x1=dvorak")]
    [InlineData("string", "Patient", "Patient.name.family.first() & ' x'", "x1=dvorak")]
    [InlineData("token", "Patient", "Patient.name.exists()", "x1=true")]
    [InlineData("token", "Patient", "Patient.name.family.first().upper()", "x1=a")]
    [InlineData("number", "Patient", "Patient.name.count()", "x1=1")]
    [InlineData("date", "Patient", "Patient.name.period.start.first() + 1 year", "x1=2021-01")]
    public void Values_are_found_where_the_expression_says(string kind, string type, string expression, string query)
    {
        var reading = Read("x1", kind, type, expression);
        Assert.Empty(reading.Issues);
        var catalog = SearchFixture.Catalog.With(
            [new CustomParameter(1, reading.Definition!, IsReady: true)], name => 100_000 + name.Length);
        const string Patient = """
            {"resourceType":"Patient","id":"p","meta":{"profile":["http://example.org/P|1"],"tag":[{"code":"blue"}]},
             "extension":[{"url":"http://example.org/x","valueString":"Lisboa"}],"multipleBirthInteger":2,
             "name":[{"use":"old","family":"Dvořák","period":{"start":"2020-01-04","end":"2020-01-05"}}]}
            """;
        var rows = new SearchRows();
        new SearchExtractor(catalog).Extract(Parse(Patient), rows);
        var pair = query.Split('=');
        var parsed = new SearchParser(catalog).Parse(
            "Patient", [new(pair[0], pair[1])], SearchHandling.Strict, DateTimeOffset.UnixEpoch);

        Assert.True(parsed.IsValid);
        var slot = Assert.Single(parsed.Query.Custom).Slots[0].Id;
        Assert.True(rows.Tokens.Exists(row => row.Slot == slot) || rows.Strings.Exists(row => row.Slot == slot)
            || rows.Numbers.Exists(row => row.Slot == slot) || rows.Dates.Exists(row => row.Slot == slot));
    }

    [Fact]
    public void A_parameter_that_is_being_indexed_is_filled_and_not_found()
    {
        var definition = Read("x1", "token", "Patient", "Patient.contact.relationship").Definition!;
        var catalog = SearchFixture.Catalog.With([new CustomParameter(1, definition, IsReady: false)], _ => 100_000);

        Assert.Null(catalog.Find("Patient", "x1"));
        Assert.True(catalog.IsUnfinished("Patient", "x1"));
        Assert.Contains(100_000, catalog.UnfinishedSlots);
        Assert.DoesNotContain(catalog.ParametersOf("Patient"), parameter => parameter.Code == "x1");
    }

    [Fact]
    public void Definitions_survive_being_stored()
    {
        const string Target = ",\"target\":[\"Patient\"]";
        var definition = Read("x1", "reference", "Patient", "Patient.link.other", more: Target).Definition!;

        var again = SearchParameterText.Read(SearchParameterText.Write(definition));

        Assert.Equal(SearchParameterText.Write(definition), SearchParameterText.Write(again));
        Assert.Equal(SearchParameterKind.Reference, again.Kind);
        Assert.Equal(["Patient"], again.Targets);
    }

    private static SearchParameterReading Read(
        string code, string kind, string type, string expression, string status = "active", string more = "")
    {
        var json = $$"""
            {"resourceType":"SearchParameter","url":"http://example.org/sp","name":"X","status":"{{status}}",
             "description":"x","code":"{{code}}","base":["Patient"],"type":"{{kind}}",
             "expression":"{{expression}}"{{more}}}
            """;
        var root = Parse(json);
        var definition = SearchParameterReader.Definition(root) with { BaseTypes = [type] };
        return type is "Patient"
            ? SearchParameterReader.Read(root, SearchFixture.Catalog)
            : SearchParameterReader.Check(definition, SearchFixture.Catalog);
    }

    private static Havel.Fhir.Nodes.Node Parse(string json)
    {
        var parsed = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Issues));
        return parsed.Table.Root;
    }
}
