using System.Buffers;
using System.Text;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Subsets;
using Xunit;

namespace Havel.Fhir.Tests.Subsets;

public sealed class ResourceSubsetTests
{
    private const string Tag =
        """{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}""";

    private const string Head =
        """{"resourceType":"Patient","id":"a","meta":{"versionId":"1","tag":[""" + Tag + "]}";

    private const string Patient = """
        {"resourceType":"Patient","id":"a","meta":{"versionId":"1"},"text":{"status":"empty","div":"<div/>"},
        "active":true,"_birthDate":{"id":"x"},"birthDate":"1970","contact":[{"gender":"male"}],
        "communication":[{"language":{"text":"de"},"preferred":true}],"maritalStatus":{"text":"m"}}
        """;

    [Theory]
    [InlineData(SummaryMode.True, "", """
        HEAD,
        "active":true,"_birthDate":{"id":"x"},"birthDate":"1970"}
        """)]
    [InlineData(SummaryMode.Text, "", """
        HEAD,
        "text":{"status":"empty","div":"<div/>"}}
        """)]
    [InlineData(SummaryMode.False, "contact,birthDate", """
        HEAD,
        "_birthDate":{"id":"x"},"birthDate":"1970","contact":[{"gender":"male"}]}
        """)]
    public void A_part_is_what_was_asked_for_and_says_so(SummaryMode mode, string elements, string expected)
    {
        var rule = SubsetRule.Of(mode, elements.Split(',', StringSplitOptions.RemoveEmptyEntries))!;

        var whole = expected.Trim().ReplaceLineEndings(string.Empty).Replace("HEAD", Head, StringComparison.Ordinal);
        Assert.Equal(whole, Cut(Patient, rule));
    }

    [Fact]
    public void All_data_is_everything_but_the_narrative()
    {
        var cut = Cut(Patient, SubsetRule.Of(SummaryMode.Data, [])!);

        Assert.DoesNotContain("<div/>", cut, StringComparison.Ordinal);
        Assert.Contains("maritalStatus", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", """{"resourceType":"Patient","meta":{"tag":[TAG]}}""")]
    [InlineData("""{"resourceType":"Patient","meta":{}}""", """{"resourceType":"Patient","meta":{"tag":[TAG]}}""")]
    [InlineData(
        """{"resourceType":"Patient","meta":{"tag":[{"code":"x"}],"id":"y"}}""",
        """{"resourceType":"Patient","meta":{"tag":[TAG,{"code":"x"}],"id":"y"}}""")]
    public void The_tag_stands_with_those_there_are(string resource, string expected) =>
        Assert.Equal(
            expected.Replace("TAG", Tag, StringComparison.Ordinal),
            Cut(resource, SubsetRule.Of(SummaryMode.True, [])!));

    [Fact]
    public void In_a_summary_the_parts_of_elements_are_chosen_too_and_what_must_be_there_is()
    {
        var cut = Cut(
            """
            {"resourceType":"Observation","status":"final","code":{"text":"a"},"note":[{"text":"n"}],
            "component":[{"code":{"text":"b"},"valueString":"v","interpretation":[{"text":"i"}]}]}
            """,
            SubsetRule.Of(SummaryMode.True, [])!);

        Assert.Contains("""{"text":"b"},"valueString":"v"}""", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("interpretation", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("note", cut, StringComparison.Ordinal);
        Assert.True(ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(cut)).IsValid);
    }

    [Fact]
    public void Nothing_is_cut_where_nothing_was_asked_for()
    {
        Assert.Null(SubsetRule.Of(SummaryMode.False, []));
        Assert.Null(SubsetRule.Of(SummaryMode.Count, []));
    }

    private static string Cut(string resource, SubsetRule rule)
    {
        var bytes = Encoding.UTF8.GetBytes(resource.ReplaceLineEndings(string.Empty));
        var into = new ArrayBufferWriter<byte>();
        using var document = JsonDocument.Parse(bytes);
        var type = FhirDefinitions.R4.FindType(document.RootElement.GetProperty("resourceType").GetString()!)!;
        ResourceSubset.Write(type, bytes, rule, into);
        return Encoding.UTF8.GetString(into.WrittenSpan);
    }
}
