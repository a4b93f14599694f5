using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>Input that is no FHIR at all: a clear issue, and the process lives.</summary>
public sealed class BadInputTests
{
    private const string Whole =
        """{"resourceType":"Patient","_active":{"id":"x"},"name":[{"given":["M\u00fcller",null],"""
        + """ "_given":[null,{"id":"y"}]}],"multipleBirthInteger":12}""";

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n", "empty")]
    [InlineData("[]", "found an array")]
    [InlineData("\"x\"", "found the string \"x\"")]
    [InlineData("<Patient/>", "found \"<Patient/>\"")]
    [InlineData("null", "found null")]
    [InlineData("{\"resourceType\":\"Patient\"} x", "follows the end")]
    [InlineData("{\"resourceType\":\"Patient\"}{", "follows the end")]
    [InlineData("{\"resourceType\":\"Patient\"}\0", "follows the end")]
    [InlineData("{\"resourceType\":\"Patient\",}", "Expected a property name")]
    [InlineData("{\"resourceType\":\"Patient\" \"active\":true}", "Expected ',' or '}'")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\" true}", "Expected ':'")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":}", "found \"}\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":tru}", "Expected a value and found \"tru\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"x\"},]}", "Expected")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"x\"}}", "Expected ',' or ']'")]
    [InlineData("{\"resourceType\":\"Patient\",\"multipleBirthInteger\":01}", "grammar of numbers")]
    [InlineData("{\"resourceType\":\"Patient\",\"multipleBirthInteger\":1.}", "grammar of numbers")]
    [InlineData("{\"resourceType\":\"Patient\",\"multipleBirthInteger\":-}", "grammar of numbers")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":NaN}", "found \"NaN\"")]
    [InlineData("{'resourceType':'Patient'}", "no resourceType")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"a\nb\"}", "raw control character U+000A")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"a\0b\"}", "raw control character U+0000")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\x\"}", "starts no JSON escape")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\u12g4\"}", "hexadecimal")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\ud83d\"}", "surrogate")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\ude00\\ud83d\"}", "surrogate")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"\\ud83dx\\ude00\"}", "surrogate")]
    public void Broken_json_gives_one_fatal_issue_or_names_what_lacks(string text, string message)
    {
        var issues = Parse.Any(text).Issues;

        Assert.Contains(message, issues[0].Message, StringComparison.Ordinal);
        Assert.Contains(issues, issue => issue.Severity == IssueSeverity.Fatal || issue.Line == 1);
    }

    [Fact]
    public void Every_cut_of_a_resource_is_told_as_a_cut()
    {
        for (var length = 1; length < Whole.Length; length++)
        {
            var issue = Parse.Any(Whole[..length]).Issues[^1];

            Assert.Equal(IssueSeverity.Fatal, issue.Severity);
            Assert.Matches("ends|hexadecimal|escape|grammar", issue.Message);
        }

        Assert.Empty(Parse.Any(Whole).Issues);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"extension\":[{\"extension\":[", "{\"extension\":[")]
    [InlineData("{\"resourceType\":\"Patient\",\"unknown\":[", "[")]
    [InlineData("{\"resourceType\":\"Patient\",\"unknown\":{\"a\":", "{\"a\":")]
    [InlineData("{\"unknown\":[", "[")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":", "{\"entry\":[{\"resource\":")]
    [InlineData("[", "[")]
    public void Five_thousand_levels_are_refused(string start, string level)
    {
        var result = Parse.Any(start + string.Concat(Enumerable.Repeat(level, 5000)));

        Assert.False(result.IsValid);
        Assert.Equal(IssueSeverity.Fatal, result.Issues[^1].Severity);
    }

    [Fact]
    public void The_limit_of_nesting_is_exact()
    {
        var options = new ParseOptions { MaxNesting = 5 };
        var parser = new ResourceParser(FhirDefinitions.R4, options);

        Assert.True(parser.Parse(Nested(4)).IsValid);
        var issue = Assert.Single(parser.Parse(Nested(5)).Issues);
        Assert.Contains("deeper than 5", issue.Message, StringComparison.Ordinal);

        static byte[] Nested(int extensions) => Encoding.UTF8.GetBytes(
            "{\"resourceType\":\"Patient\","
            + string.Concat(Enumerable.Repeat("\"extension\":[{\"url\":\"u\",", extensions - 1))
            + "\"extension\":[{\"url\":\"u\",\"valueCode\":\"c\"}]"
            + string.Concat(Enumerable.Repeat("}]", extensions - 1)) + "}");
    }

    [Fact]
    public void Two_hundred_megabytes_are_refused_before_anything_is_allocated()
    {
        var input = new byte[200_000_000];
        input.AsSpan().Fill((byte)' ');
        var parser = new ResourceParser(FhirDefinitions.R4);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var issue = Assert.Single(parser.Parse(input).Issues);

        Assert.Equal(IssueType.TooLong, issue.Type);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Too_many_nodes_are_refused()
    {
        var json = "{\"resourceType\":\"Patient\",\"name\":[{\"given\":["
            + string.Join(',', Enumerable.Repeat("\"a\"", 5000)) + "]}]}";
        var parser = new ResourceParser(FhirDefinitions.R4, new ParseOptions { MaxNodes = 1000 });

        Assert.Contains("more than 1000 nodes", parser.Parse(Encoding.UTF8.GetBytes(json)).Issues[^1].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_named()
    {
        const string json = "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Müller\"}]}";
        var parser = new ResourceParser(FhirDefinitions.R4);

        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] marked = [.. encoding.GetPreamble(), .. encoding.GetBytes(json)];
            Assert.Contains("UTF-16", Assert.Single(parser.Parse(marked).Issues).Message, StringComparison.Ordinal);
            Assert.Contains("UTF-16", Assert.Single(parser.Parse(encoding.GetBytes(json)).Issues).Message,
                StringComparison.Ordinal);
        }

        var latin = Assert.Single(parser.Parse(Encoding.Latin1.GetBytes(json)).Issues);
        Assert.Contains("0xFC", latin.Message, StringComparison.Ordinal);
        Assert.Equal((1, 45), (latin.Line, latin.Column));
    }

    [Fact]
    public void Binary_input_is_refused()
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        byte[][] inputs = [[0], [0x1F, 0x8B, 8, 0], [.. "PK"u8, 3, 4], [0x89, 0x50], [0xED, 0xA0, 0x80]];

        Assert.All(inputs, input => Assert.False(parser.Parse(input).IsValid));
    }

    [Fact]
    public void A_parser_works_on_after_bad_input()
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        foreach (var bad in new[] { "{", "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"a", "[1" })
            Assert.False(parser.Parse(Encoding.UTF8.GetBytes(bad)).IsValid);

        Assert.True(parser.Parse(Encoding.UTF8.GetBytes(Whole)).IsValid);
    }

    [Fact]
    public void A_hostile_sender_cannot_make_companions_quadratic()
    {
        var holes = string.Join(',', Enumerable.Repeat("null", 200_000));
        var json = "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[" + holes + "],\"_given\":[" + holes + "]}]}";

        Assert.Equal(Limits.Issues + 1, Parse.Any(json).Issues.Count);
    }
}
