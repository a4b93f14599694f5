using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Answering;

public sealed class ValidateCodeTests
{
    private static readonly TerminologyEngine Engine = Shelf.Engine(
        Shelf.AnimalSystem,
        Shelf.System("\"caseSensitive\":false,\"concept\":[{\"code\":\"Up\"}]", "http://example.org/loud"),
        Shelf.System("\"concept\":[{\"code\":\"a\"}]", "http://example.org/part", "fragment"),
        Shelf.Set("all", """
            "include":[{"system":"http://example.org/animals"},{"system":"http://example.org/loud"},
             {"system":"http://example.org/part"}]
            """),
        Shelf.Filtered("mammals", "concept", "is-a", "mammal"));

    [Theory]
    [InlineData("true", "", "system=http://example.org/animals", "code=dog")]
    [InlineData("true", "", "code=dog")]
    [InlineData("true", "", "code=dog", "inferSystem=true")]
    [InlineData("false", "invalid-code,not-in-vs", "system=http://example.org/animals", "code=dragon")]
    [InlineData("false", "not-found,not-in-vs", "system=http://elsewhere.org", "code=dog")]
    [InlineData("false", "invalid-data,not-found,not-in-vs", "system=http://example.org/all", "code=dog")]
    [InlineData("false", "not-found,not-in-vs", "system=http://example.org/animals|7", "code=nope")]
    [InlineData("false", "cannot-infer,not-in-vs", "code=dragon")]
    [InlineData("true", "code-comment", "system=http://example.org/animals", "code=mammoth")]
    [InlineData("false", "code-rule", "system=http://example.org/animals", "code=mammoth", "activeOnly=true")]
    [InlineData("true", "", "system=http://example.org/animals", "code=animal")]
    [InlineData("false", "code-rule", "system=http://example.org/animals", "code=animal", "abstract=false")]
    [InlineData("true", "", "system=http://example.org/animals", "code=dog", "display=dog")]
    [InlineData("false", "invalid-display", "system=http://example.org/animals", "code=dog", "display=Wolf")]
    [InlineData("true", "invalid-display", "system=http://example.org/animals", "code=dog", "display=Wolf",
        "lenient-display-validation=true")]
    [InlineData("true", "", "system=http://example.org/animals", "code=dog", "display=Hund", "displayLanguage=de")]
    [InlineData("false", "invalid-display", "system=http://example.org/animals", "code=dog", "display=Dog",
        "displayLanguage=de")]
    [InlineData("true", "display-comment", "system=http://example.org/animals", "code=cat", "display=Cat",
        "displayLanguage=de")]
    [InlineData("true", "code-rule", "system=http://example.org/loud", "code=uP")]
    [InlineData("true", "invalid-code", "system=http://example.org/part", "code=b")]
    public void Each_fault_is_an_issue_of_its_own(string result, string details, params string[] parameters)
    {
        var answer = Ask("all", parameters);

        Assert.Equal(200, answer.Status);
        Assert.Equal(result, answer.Value("result"));
        Assert.Equal(details, answer.Details());
        Assert.Equal(result is "false", answer.Value("message") is not null && result is "false");
    }

    [Fact]
    public void What_is_known_of_the_code_comes_along()
    {
        var answer = Ask("all", "system=http://example.org/animals", "code=mammoth");
        var loud = Ask("all", "system=http://example.org/loud", "code=uP");

        Assert.Equal(
            ("mammoth", Shelf.Animals, "2", "Mammoth", "true", "retired"),
            (answer.Value("code"), answer.Value("system"), answer.Value("version"), answer.Value("display"),
                answer.Value("inactive"), answer.Value("status")));
        Assert.Equal("Up", loud.Value("normalized-code"));
    }

    [Fact]
    public void The_element_at_fault_is_named()
    {
        var code = Ask("all", "system=http://example.org/animals", "code=dog", "display=Wolf");
        var coding = Send("""
            {"name":"coding","valueCoding":{"system":"http://example.org/animals","code":"dog","display":"Wolf"} }
            """);
        var concept = Send("""
            {"name":"codeableConcept","valueCodeableConcept":{"coding":[
             {"system":"http://example.org/animals","code":"cat"},
             {"system":"http://example.org/animals","code":"dog","display":"Wolf"}]} }
            """);

        Assert.Contains("\"expression\":[\"display\"]", code.Json().ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"expression\":[\"Coding.display\"]", coding.Json().ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(
            "\"expression\":[\"CodeableConcept.coding[1].display\"]", concept.Json().ToJsonString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hen", "dog", "true", "this-code-not-in-vs")]
    [InlineData("dog", "hen", "true", "this-code-not-in-vs")]
    [InlineData("hen", "bird", "false", "not-in-vs,this-code-not-in-vs,this-code-not-in-vs")]
    [InlineData("hen", "dragon", "false", "invalid-code,not-in-vs,this-code-not-in-vs,this-code-not-in-vs")]
    public void One_coding_of_a_concept_is_enough(string first, string second, string result, string details)
    {
        var answer = Send($$"""
            {"name":"codeableConcept","valueCodeableConcept":{"coding":[
             {"system":"{{Shelf.Animals}}","code":"{{first}}"},
             {"system":"{{Shelf.Animals}}","code":"{{second}}"}]} }
            """, "mammals");

        Assert.Equal(result, answer.Value("result"));
        Assert.Equal(details, answer.Details());
        Assert.Contains("codeableConcept", answer.Json().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_coding_without_system_is_never_valid()
    {
        var answer = Send("""{"name":"coding","valueCoding":{"code":"dog"} }""");

        Assert.Equal("false", answer.Value("result"));
        Assert.Equal("invalid-data,not-in-vs", answer.Details());
    }

    [Theory]
    [InlineData("true", "", "url=http://example.org/animals", "code=dog")]
    [InlineData("false", "invalid-code", "url=http://example.org/animals", "code=dragon")]
    [InlineData("true", "", "url=http://example.org/animals", "version=2", "code=dog", "display=Dog")]
    [InlineData("false", "not-found", "url=http://example.org/animals", "version=9", "code=dog")]
    [InlineData("false", "not-found", "url=http://elsewhere.org", "code=dog")]
    [InlineData("true", "", "coding=http://example.org/animals|dog")]
    [InlineData("true", "", "url=http://unitsofmeasure.org", "code=mL/min/{1.73_m2}")]
    public void A_code_is_checked_against_its_system_alone(string result, string details, params string[] parameters)
    {
        var answer = TerminologyOperations.ValidateInCodeSystem(Engine, Shelf.Query(parameters), Shelf.Call());

        Assert.Equal(result, answer.Value("result"));
        Assert.Equal(details, answer.Details());
    }

    [Theory]
    [InlineData(400, "display=x")]
    [InlineData(400, "code=dog", "coding=a|b")]
    [InlineData(400, "code=dog", "abstract=perhaps")]
    public void A_question_that_is_none_is_refused(int status, params string[] parameters) =>
        Assert.Equal(status, Ask("all", parameters).Status);

    private static TerminologyAnswer Ask(string set, params string[] parameters) =>
        TerminologyOperations.ValidateInValueSet(
            Engine, Shelf.Query(["url=http://example.org/" + set, .. parameters]), Shelf.Call());

    private static TerminologyAnswer Send(string parameter, string set = "all") =>
        TerminologyOperations.ValidateInValueSet(
            Engine,
            Shelf.Body($$"""
                {"resourceType":"Parameters","parameter":[
                 {"name":"url","valueUri":"http://example.org/{{set}}"},{{parameter}}]}
                """),
            Shelf.Call());
}
