using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Answering;

public sealed class OtherOperationTests
{
    private static readonly TerminologyEngine Engine = Shelf.Engine(
        Shelf.AnimalSystem,
        Map("plain", """
            "element":[{"code":"dog","target":[{"code":"D","display":"D!","equivalence":"wider","comment":"roughly"}]},
             {"code":"cat","target":[{"equivalence":"unmatched"}]},
             {"code":"hen","target":[{"code":"H1","equivalence":"equal","dependsOn":[{"property":"sex","value":"f"}]},
              {"code":"H2","equivalence":"equal","dependsOn":[{"property":"sex","value":"m"}],
               "product":[{"property":"crows","value":"yes"}]}]}]
            """),
        Map("provided", "\"unmapped\":{\"mode\":\"provided\"}"),
        Map("fixed", "\"unmapped\":{\"mode\":\"fixed\",\"code\":\"other\",\"display\":\"Other\"}"),
        Map("elsewhere", "\"unmapped\":{\"mode\":\"other-map\",\"url\":\"http://example.org/plain\"}"),
        Map("round", "\"unmapped\":{\"mode\":\"other-map\",\"url\":\"http://example.org/about\"}"),
        Map("about", "\"unmapped\":{\"mode\":\"other-map\",\"url\":\"http://example.org/round\"}"));

    [Theory]
    [InlineData("plain", "dog", "D wider")]
    [InlineData("plain", "bird", "")]
    [InlineData("plain", "cat", "")]
    [InlineData("plain", "hen", "")]
    [InlineData("provided", "dog", "dog equal")]
    [InlineData("fixed", "dog", "other inexact")]
    [InlineData("elsewhere", "dog", "D wider")]
    [InlineData("round", "dog", "")]
    public void A_code_is_translated_as_the_map_says(string map, string code, string expected)
    {
        var answer = TerminologyOperations.Translate(
            Engine,
            Shelf.Query("url=http://example.org/" + map, "system=" + Shelf.Animals, "code=" + code),
            Shelf.Call());
        var matches = answer.Json()["parameter"]!.AsArray()
            .Where(one => one!["name"]!.ToString() is "match")
            .Select(one => one!["part"]!.AsArray())
            .Where(parts => parts.Any(part => part!["name"]!.ToString() is "concept"))
            .Select(parts => parts.Single(part => part!["name"]!.ToString() is "concept")!["valueCoding"]!["code"] + " "
                + parts.Single(part => part!["name"]!.ToString() is "equivalence")!["valueCode"]);

        Assert.Equal(expected, string.Join(',', matches));
        Assert.Equal(expected.Length > 0 ? "true" : "false", answer.Value("result"));
    }

    [Fact]
    public void A_line_that_depends_on_more_is_taken_where_that_is_given()
    {
        var answer = TerminologyOperations.Translate(
            Engine,
            Shelf.Body($$"""
                {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"http://example.org/plain"},
                 {"name":"coding","valueCoding":{"system":"{{Shelf.Animals}}","code":"hen"} },
                 {"name":"dependency","part":[{"name":"element","valueUri":"sex"},
                  {"name":"concept","valueCodeableConcept":{"coding":[{"code":"m"}]} }]}]}
                """),
            Shelf.Call()).Json().ToJsonString();

        Assert.Contains("\"code\":\"H2\"", answer, StringComparison.Ordinal);
        Assert.Contains("crows", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("H1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Backwards_wider_becomes_narrower()
    {
        var answer = TerminologyOperations.Translate(
            Engine,
            Shelf.Query("url=http://example.org/plain", "system=http://example.org/target", "code=D", "reverse=true"),
            Shelf.Call()).Json().ToJsonString();

        Assert.Contains("\"code\":\"dog\"", answer, StringComparison.Ordinal);
        Assert.Contains("narrower", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mammal", "dog", "subsumes")]
    [InlineData("dog", "mammal", "subsumed-by")]
    [InlineData("dog", "dog", "equivalent")]
    [InlineData("dog", "cat", "not-subsumed")]
    public void Two_codes_are_compared(string a, string b, string outcome) => Assert.Equal(
        outcome,
        TerminologyOperations.Subsumes(
            Engine, Shelf.Query("system=" + Shelf.Animals, "codeA=" + a, "codeB=" + b), Shelf.Call()).Value("outcome"));

    [Theory]
    [InlineData(422, "system=http://example.org/animals", "codeA=dog", "codeB=nope")]
    [InlineData(404, "system=http://elsewhere.org", "codeA=dog", "codeB=cat")]
    [InlineData(400, "codeA=dog", "codeB=cat")]
    [InlineData(400, "system=http://example.org/animals", "codeA=dog")]
    public void What_cannot_be_compared_is_told(int status, params string[] parameters) =>
        Assert.Equal(status, TerminologyOperations.Subsumes(Engine, Shelf.Query(parameters), Shelf.Call()).Status);

    [Fact]
    public void A_lookup_shows_what_is_asked_for()
    {
        var plain = Lookup("code=dog");
        var full = Lookup("code=dog", "property=*").Json().ToJsonString();
        var german = Lookup("code=dog", "displayLanguage=de");

        Assert.Equal("Dog", plain.Value("display"));
        Assert.DoesNotContain("legs", plain.Json().ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("legs", full, StringComparison.Ordinal);
        Assert.Contains("\"description\",\"valueString\":\"Mammal\"", full, StringComparison.Ordinal);
        Assert.Equal("Hund", german.Value("display"));
    }

    private static TerminologyAnswer Lookup(params string[] parameters) => TerminologyOperations.Lookup(
        Engine, Shelf.Query(["system=" + Shelf.Animals, .. parameters]), Shelf.Call());

    private static string Map(string name, string group) => $$"""
        {"resourceType":"ConceptMap","url":"http://example.org/{{name}}","status":"active","group":[
         {"source":"{{Shelf.Animals}}","target":"http://example.org/target",{{group}}}]}
        """;
}
