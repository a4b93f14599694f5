using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Answering;

public sealed class ExpandTests
{
    private static readonly TerminologyEngine Engine = Shelf.Engine(
        Shelf.AnimalSystem,
        Shelf.AnimalSystem.Replace("\"version\":\"2\"", "\"version\":\"1\"", StringComparison.Ordinal)
            .Replace("Dog", "Old dog", StringComparison.Ordinal),
        Shelf.Set("all", """ "include":[{"system":"http://example.org/animals"}] """),
        Shelf.Set("old", """ "include":[{"system":"http://example.org/animals","version":"1"}] """),
        Shelf.Set("two", """
            "include":[{"system":"http://example.org/animals","concept":[{"code":"dog"},{"code":"dog"}]},
             {"system":"http://elsewhere.org","concept":[{"code":"x","display":"Ex"}]}]
            """),
        Shelf.Set("units", """ "include":[{"system":"http://unitsofmeasure.org"}] """),
        Shelf.Set("lost", """ "include":[{"system":"http://example.org/lost"}] """));

    [Theory]
    [InlineData("all", "excludeNested=false", "animal(mammal(dog cat mammoth) bird(hen))")]
    [InlineData("all", "excludeNested=true", "animal mammal dog cat mammoth bird hen")]
    [InlineData("all", "count=2", "animal mammal")]
    [InlineData("all", "offset=5", "bird hen")]
    [InlineData("all", "offset=50", "")]
    [InlineData("all", "activeOnly=true", "animal mammal dog cat bird hen")]
    [InlineData("all", "filter=mam", "mammal mammoth")]
    [InlineData("all", "filter=hen dom", "hen")]
    [InlineData("all", "filter=hund", "dog")]
    [InlineData("all", "filter=og", "")]
    [InlineData("all", "exclude-system=http://example.org/animals", "")]
    [InlineData("all", "exclude-system=http://example.org/animals|1", "animal mammal dog cat mammoth bird hen")]
    [InlineData("two", "count=10", "dog x")]
    [InlineData("units", "count=10", "too-costly")]
    [InlineData("lost", "count=10", "not-found")]
    [InlineData("all", "count=-1", "invalid-data")]
    [InlineData("all", "activeOnly=maybe", "invalid-data")]
    [InlineData("all", "context=Patient.gender", "vs-invalid")]
    [InlineData("nope", "count=1", "not-found")]
    public void The_parameters_shape_the_expansion(string set, string parameter, string expected) =>
        Assert.Equal(expected, Ask(set, parameter).Tree());

    [Theory]
    [InlineData("all", "count=10", "2", "Dog")]
    [InlineData("old", "count=10", "1", "Old dog")]
    [InlineData("all", "system-version=http://example.org/animals|1", "1", "Old dog")]
    [InlineData("old", "system-version=http://example.org/animals|2", "1", "Old dog")]
    [InlineData("old", "force-system-version=http://example.org/animals|2", "2", "Dog")]
    [InlineData("all", "check-system-version=http://example.org/animals|2", "2", "Dog")]
    public void The_version_is_that_of_the_rules(string set, string parameter, string version, string display)
    {
        var text = Ask(set, parameter).Json().ToJsonString();

        Assert.Contains($"http://example.org/animals|{version}", text, StringComparison.Ordinal);
        Assert.Contains($"\"display\":\"{display}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_clashes_with_the_one_checked_for_is_an_error() =>
        Assert.Equal("version-error", Ask("old", "check-system-version=http://example.org/animals|2").Tree());

    [Fact]
    public void A_version_that_is_not_there_is_not_replaced_by_another() =>
        Assert.Equal("not-found", Ask("all", "system-version=http://example.org/animals|9").Tree());

    [Fact]
    public void A_resource_sent_along_is_used_and_not_kept()
    {
        var system = Shelf.System("\"concept\":[{\"code\":\"found\"}]", "http://example.org/lost");
        var sent = Shelf.Body($$"""
            {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"http://example.org/lost"},
             {"name":"tx-resource","resource":{{system}} }]}
            """);

        Assert.Equal("found", TerminologyOperations.Expand(Engine, sent, Shelf.Call()).Tree());
        Assert.Equal("not-found", Ask("lost", "count=1").Tree());
    }

    [Fact]
    public void The_same_question_at_the_same_instant_is_the_same_expansion()
    {
        var first = Ask("all", "count=2").Json()["expansion"]!["identifier"]!.ToString();

        Assert.StartsWith("urn:uuid:", first, StringComparison.Ordinal);
        Assert.Equal(first, Ask("all", "count=2").Json()["expansion"]!["identifier"]!.ToString());
        Assert.NotEqual(first, Ask("all", "count=3").Json()["expansion"]!["identifier"]!.ToString());
    }

    [Theory]
    [InlineData("http://snomed.info/sct?fhir_vs=isa/73211009", "not-found")]
    [InlineData("http://loinc.org/vs/LL715-4", "not-found")]
    [InlineData("http://example.org/animals?fhir_vs", "animal mammal dog cat mammoth bird hen")]
    public void Value_sets_exist_by_rule(string url, string expected) => Assert.Equal(
        expected, TerminologyOperations.Expand(Engine, Shelf.Query("url=" + url), Shelf.Call()).Tree());

    [Fact]
    public void All_codes_of_a_system_are_the_value_set_that_it_names()
    {
        var engine = Shelf.Engine(Shelf.System(
            "\"valueSet\":\"http://example.org/ValueSet/x\",\"concept\":[{\"code\":\"a\"}]",
            "http://example.org/CodeSystem/x"));

        Assert.True(engine.Check("http://example.org/ValueSet/x", "http://example.org/CodeSystem/x", "a").IsMember);
    }

    private static TerminologyAnswer Ask(string set, string parameter) => TerminologyOperations.Expand(
        Engine, Shelf.Query("url=http://example.org/" + set, parameter), Shelf.Call());
}
