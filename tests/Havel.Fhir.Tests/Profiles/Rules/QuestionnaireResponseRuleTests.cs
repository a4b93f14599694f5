using Havel.Fhir.Issues;
using Havel.Fhir.Profiles;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Rules;

public sealed class QuestionnaireResponseRuleTests
{
    private const string Questionnaire = """
        {"resourceType":"Questionnaire","url":"http://x.test/q","version":"1","status":"active","item":[
         {"linkId":"smokes","type":"boolean","required":true},
         {"linkId":"packs","type":"decimal","required":true,
          "enableWhen":[{"question":"smokes","operator":"=","answerBoolean":true}],
          "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces","valueInteger":1},
           {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueDecimal":0},
           {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueDecimal":100}]},
         {"linkId":"about","type":"group","item":[
          {"linkId":"name","type":"string","maxLength":5,"repeats":true},
          {"linkId":"note","type":"display"},
          {"linkId":"born","type":"date"}]},
         {"linkId":"visit","type":"group","repeats":true,"item":[
          {"linkId":"when","type":"date","required":true},
          {"linkId":"why","type":"open-choice","answerOption":[{"valueCoding":{"system":"s","code":"a"}}]}]},
         {"linkId":"size","type":"choice","answerOption":[{"valueString":"big"},{"valueString":"small"}]},
         {"linkId":"colour","type":"choice","answerValueSet":"http://x.test/colours",
          "item":[{"linkId":"shade","type":"string","required":true}]},
         {"linkId":"weight","type":"quantity"}]}
        """;

    private const string NoSmoker = """{"linkId":"smokes","answer":[{"valueBoolean":false}]}""";

    [Fact]
    public void A_complete_response_has_nothing_against_it() => Assert.Equal("", Text("""
        {"linkId":"smokes","answer":[{"valueBoolean":true}]},{"linkId":"packs","answer":[{"valueDecimal":1.5}]},
        {"linkId":"about","item":[{"linkId":"name","answer":[{"valueString":"a"},{"valueString":"b"}]},
         {"linkId":"note"},{"linkId":"born","answer":[{"valueDate":"2000-01"}]}]},
        {"linkId":"visit","item":[{"linkId":"when","answer":[{"valueDate":"2020-01-01"}]}]},
        {"linkId":"visit","item":[{"linkId":"when","answer":[{"valueDate":"2021-01-01"}]},
         {"linkId":"why","answer":[{"valueString":"just so"}]}]},
        {"linkId":"size","answer":[{"valueString":"big"}]},
        {"linkId":"colour","answer":[{"valueCoding":{"system":"s","code":"red"},
         "item":[{"linkId":"shade","answer":[{"valueString":"dark"}]}]}]},
        {"linkId":"weight","answer":[{"valueQuantity":{"value":3,"unit":"kg"}}]}
        """));

    [Theory]
    [InlineData("""{"linkId":"unknown","answer":[{"valueString":"a"}]}""", "has no item 'unknown'")]
    [InlineData("""{"linkId":"name","answer":[{"valueString":"a"}]}""", "belongs beneath 'about'")]
    [InlineData("""
        {"linkId":"size","answer":[{"valueString":"big"}]},{"linkId":"about"}
        """, "stands behind 'size'")]
    [InlineData("""{"linkId":"about","item":[{"linkId":"name","answer":[{"valueInteger":1}]}]}""", "not by integer")]
    [InlineData("""
        {"linkId":"about","item":[{"linkId":"name","answer":[{"valueString":"abcdef"}]}]}
        """, "5 characters")]
    [InlineData("""{"linkId":"about","answer":[{"valueString":"a"}]}""", "is a group")]
    [InlineData("""{"linkId":"about","item":[{"linkId":"note","answer":[{"valueString":"a"}]}]}""", "a text to read")]
    [InlineData("""{"linkId":"about"},{"linkId":"about"}""", "may be there once")]
    [InlineData("""{"linkId":"visit"}""", "'when' is required")]
    [InlineData("""{"linkId":"visit","item":[{"linkId":"when"}]}""", "'when' is required")]
    [InlineData("""
        {"linkId":"visit","item":[{"linkId":"when","answer":[{"valueDate":"2020"}]},
        {"linkId":"why","answer":[{"valueCoding":{"system":"s","code":"b"}}]}]}
        """, "none of the 1 options")]
    [InlineData("""{"linkId":"size","answer":[{"valueString":"huge"}]}""", "none of the 2 options")]
    [InlineData("""{"linkId":"size","answer":[{"valueCoding":{"code":"big"}}]}""", "not by Coding")]
    [InlineData("""{"linkId":"size","answer":[{"valueString":"big"},{"valueString":"small"}]}""", "one answer")]
    [InlineData("""
        {"linkId":"size","answer":[{"valueString":"big"}]},
        {"linkId":"size","answer":[{"valueString":"small"}]}
        """, "is there twice")]
    [InlineData("""
        {"linkId":"colour","answer":[{"valueCoding":{"system":"s","code":"blue"},
        "item":[{"linkId":"shade","answer":[{"valueString":"x"}]}]}]}
        """, "not in the value set")]
    [InlineData("""
        {"linkId":"colour","answer":[{"valueCoding":{"system":"s","code":"red"}}]}
        """, "'shade' is required")]
    [InlineData("""{"linkId":"colour","item":[{"linkId":"shade"}]}""", "stands within its answer")]
    public void What_does_not_fit_is_told(string items, string told)
    {
        var finding = Assert.Single(Errors(NoSmoker + "," + items));

        Assert.Contains(told, finding.Issue.Message, StringComparison.Ordinal);
        Assert.StartsWith("QuestionnaireResponse", finding.Expression, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"linkId":"smokes","answer":[{"valueBoolean":true}]}""", "'packs' is required")]
    [InlineData("""{"linkId":"about"}""", "'smokes' is required")]
    [InlineData(NoSmoker + """,{"linkId":"packs","answer":[{"valueDecimal":1}]}""", "is not asked")]
    [InlineData("""
        {"linkId":"smokes","answer":[{"valueBoolean":true}]},
        {"linkId":"packs","answer":[{"valueDecimal":1.25}]}
        """, "digits behind the point")]
    [InlineData("""
        {"linkId":"smokes","answer":[{"valueBoolean":true}]},
        {"linkId":"packs","answer":[{"valueDecimal":-1}]}
        """, "below 0")]
    [InlineData("""
        {"linkId":"smokes","answer":[{"valueBoolean":true}]},
        {"linkId":"packs","answer":[{"valueDecimal":101}]}
        """, "above 100")]
    public void What_is_required_depends_on_what_is_asked(string items, string told) =>
        Assert.Contains(told, Assert.Single(Errors(items)).Issue.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("in-progress", 0)]
    [InlineData("stopped", 0)]
    [InlineData("entered-in-error", 0)]
    [InlineData("completed", 1)]
    [InlineData("amended", 1)]
    public void Only_a_finished_response_must_be_complete(string status, int errors) =>
        Assert.Equal(errors, Errors("""{"linkId":"about"}""", status).Count);

    [Fact]
    public void An_unfinished_response_must_fit_all_the_same() =>
        Assert.Single(Errors("""{"linkId":"unknown"}""", "in-progress"));

    [Fact]
    public void An_unknown_questionnaire_is_a_remark()
    {
        var finding = Assert.Single(Rule.Findings("""
            {"resourceType":"QuestionnaireResponse","questionnaire":"http://x.test/unknown","status":"completed"}
            """));

        Assert.Equal(IssueSeverity.Information, finding.Severity);
    }

    [Fact]
    public void A_contained_questionnaire_counts() => Assert.Contains("has no item 'b'", Rule.Findings("""
        {"resourceType":"QuestionnaireResponse","questionnaire":"#q","status":"completed",
         "contained":[{"resourceType":"Questionnaire","id":"q","status":"active",
          "item":[{"linkId":"a","type":"string"}]}],"item":[{"linkId":"b"}]}
        """).Text(), StringComparison.Ordinal);

    [Fact]
    public void A_questionnaire_in_the_same_bundle_counts() => Assert.Contains("has no item 'b'", Rule.Findings("""
        {"resourceType":"Bundle","type":"collection","entry":[
         {"fullUrl":"http://x.test/QuestionnaireResponse/r","resource":{"resourceType":"QuestionnaireResponse","id":"r",
          "questionnaire":"http://x.test/inside","status":"completed","item":[{"linkId":"b"}]}},
         {"fullUrl":"http://x.test/Questionnaire/q","resource":{"resourceType":"Questionnaire","id":"q",
          "url":"http://x.test/inside","status":"active","item":[{"linkId":"a","type":"string"}]}}]}
        """).Text(), StringComparison.Ordinal);

    private static string Text(string items) => Findings(items, "completed").Text();

    private static List<ValidationIssue> Errors(string items, string status = "completed") =>
        [.. Findings(items, status).Where(finding => finding.IsError)];

    private static IReadOnlyList<ValidationIssue> Findings(string items, string status) => Rule.Findings($$"""
        {"resourceType":"QuestionnaireResponse","questionnaire":"http://x.test/q|1","status":"{{status}}",
         "item":[{{items}}]}
        """, Questionnaire);
}
