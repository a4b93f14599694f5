using Xunit;

namespace Havel.Fhir.Tests.Profiles.Rules;

public sealed class EnablementTests
{
    private const string Answered = """{"linkId":"b","answer":[{"valueString":"x"}]}""";

    [Theory]
    [InlineData("exists", "Boolean", "true", "valueInteger=1", true)]
    [InlineData("exists", "Boolean", "true", null, false)]
    [InlineData("exists", "Boolean", "false", null, true)]
    [InlineData("exists", "Boolean", "false", "valueInteger=1", false)]
    [InlineData("=", "Integer", "3", "valueInteger=3", true)]
    [InlineData("=", "Integer", "3", "valueInteger=4", false)]
    [InlineData("=", "Integer", "3", null, false)]
    [InlineData("!=", "Integer", "3", "valueInteger=4", true)]
    [InlineData("!=", "Integer", "3", "valueInteger=3", false)]
    [InlineData(">", "Integer", "3", "valueInteger=4", true)]
    [InlineData(">", "Integer", "3", "valueInteger=3", false)]
    [InlineData(">=", "Integer", "3", "valueInteger=3", true)]
    [InlineData(">=", "Integer", "3", "valueInteger=2", false)]
    [InlineData("<", "Integer", "3", "valueInteger=2", true)]
    [InlineData("<", "Integer", "3", "valueInteger=3", false)]
    [InlineData("<=", "Integer", "3", "valueInteger=3", true)]
    [InlineData("<=", "Integer", "3", "valueInteger=4", false)]
    [InlineData(">", "Decimal", "1.5", "valueDecimal=1.50001", true)]
    [InlineData("<", "Date", "\"2020-01-01\"", "valueDate=\"2019-12-31\"", true)]
    [InlineData("<", "Date", "\"2020-01-01\"", "valueDate=\"2020-01-02\"", false)]
    [InlineData("=", "String", "\"a\"", "valueString=\"a\"", true)]
    [InlineData("=", "String", "\"a\"", "valueString=\"b\"", false)]
    [InlineData("=", "Coding", """{"system":"s","code":"c","display":"x"}""",
        "valueCoding={\"system\":\"s\",\"code\":\"c\"}",
        true)]
    [InlineData("=", "Coding", """{"system":"s","code":"c"}""", "valueCoding={\"system\":\"t\",\"code\":\"c\"}", false)]
    [InlineData(">", "Quantity", """{"value":1,"system":"http://unitsofmeasure.org","code":"kg"}""",
        "valueQuantity={\"value\":1001,\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}", true)]
    [InlineData(">", "Quantity", """{"value":1,"system":"http://unitsofmeasure.org","code":"kg"}""",
        "valueQuantity={\"value\":999,\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}", false)]
    public void Each_operator_decides_whether_the_question_is_asked(
        string comparison, string type, string wanted, string? answer, bool isAsked)
    {
        var condition = $$"""{"question":"a","operator":"{{comparison}}","answer{{type}}":{{wanted}}}""";

        Assert.Equal(isAsked ? ["required"] : [], Told(condition, "all", answer));
        Assert.Equal(isAsked ? [] : ["not asked"], Told(condition, "all", answer, Answered));
    }

    [Theory]
    [InlineData("all", "1", "2", false)]
    [InlineData("any", "1", "2", true)]
    [InlineData("all", "1", "1", true)]
    [InlineData("any", "2", "3", false)]
    public void Several_conditions_hold_together_or_one_is_enough(string behavior, string one, string two, bool isAsked)
    {
        var conditions = $$"""
            {"question":"a","operator":"=","answerInteger":{{one}} },
            {"question":"a","operator":"=","answerInteger":{{two}} }
            """;

        Assert.Equal(isAsked ? ["required"] : [], Told(conditions, behavior, "valueInteger=1"));
    }

    [Fact]
    public void Without_an_answer_unequal_says_nothing_either_way()
    {
        const string condition = """{"question":"a","operator":"!=","answerInteger":3}""";

        Assert.Empty(Told(condition, "all", answer: null));
        Assert.Empty(Told(condition, "all", answer: null, Answered));
    }

    [Fact]
    public void The_nearest_answer_counts_where_a_group_repeats()
    {
        const string questionnaire = """
            {"resourceType":"Questionnaire","url":"http://x.test/q","status":"active","item":[
             {"linkId":"g","type":"group","repeats":true,"item":[{"linkId":"a","type":"boolean"},
              {"linkId":"b","type":"string","required":true,
               "enableWhen":[{"question":"a","operator":"=","answerBoolean":true}]}]}]}
            """;
        var findings = Rule.Findings("""
            {"resourceType":"QuestionnaireResponse","questionnaire":"http://x.test/q","status":"completed","item":[
             {"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":true}]},
              {"linkId":"b","answer":[{"valueString":"x"}]}]},
             {"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":false}]}]},
             {"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":true}]}]}]}
            """, questionnaire);

        Assert.Equal("QuestionnaireResponse.item[2]", Assert.Single(findings).Expression);
    }

    /// <summary>What is told of the question b, which asks for a and its conditions.</summary>
    private static string[] Told(string conditions, string behavior, string? answer, string? item = null)
    {
        var (name, value) = answer?.Split('=', 2) is [var left, var right] ? (left, right) : ("valueInteger", null);
        var type = char.ToLowerInvariant(name[5]) + name[6..];
        type = type == "coding" ? "open-choice" : type;
        var questionnaire = $$"""
            {"resourceType":"Questionnaire","url":"http://x.test/q","status":"active","item":[
             {"linkId":"a","type":"{{type}}"},
             {"linkId":"b","type":"string","required":true,"enableBehavior":"{{behavior}}",
              "enableWhen":[{{conditions}}]}]}
            """;
        var first = value is null ? null : $$"""{"linkId":"a","answer":[{"{{name}}":{{value}} }]}""";
        string?[] items = [first, item];
        return [.. Rule.Findings($$"""
            {"resourceType":"QuestionnaireResponse","questionnaire":"http://x.test/q","status":"completed",
             "item":[{{string.Join(',', items.Where(one => one is not null))}}]}
            """, questionnaire).Select(finding => finding.Issue.Message).Select(message =>
                message.Contains("is required", StringComparison.Ordinal) ? "required"
                : message.Contains("is not asked", StringComparison.Ordinal) ? "not asked" : message)];
    }
}
