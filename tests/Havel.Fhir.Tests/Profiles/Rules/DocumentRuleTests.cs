using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Rules;

public sealed class DocumentRuleTests
{
    [Fact]
    public void A_complete_document_has_nothing_against_it() =>
        Assert.Empty(Rule.Findings(Document("""{"reference":"Observation/o"}""")));

    [Fact]
    public void What_a_section_names_lies_in_the_document()
    {
        var finding = Assert.Single(Rule.Findings(
            Document("""{"reference":"Observation/o"},{"reference":"Condition/c"}""")));

        Assert.True(finding.IsError);
        Assert.Equal("Bundle.entry[0].resource.section[0].entry[1].reference", finding.Expression);
        Assert.Contains("Condition/c", finding.Issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_of_another_server_is_not_that_of_this_one() => Assert.Single(
        Rule.Findings(Document("""{"reference":"Observation/o"},{"reference":"http://other.test/Observation/o"}""")));

    [Fact]
    public void A_reference_by_identifier_alone_needs_no_entry() => Assert.Empty(
        Rule.Findings(Document("""{"reference":"Observation/o"},{"identifier":{"value":"1"}}""")));

    [Fact]
    public void What_nothing_leads_to_is_remarked_upon()
    {
        var finding = Assert.Single(Rule.Findings(Document("""{"identifier":{"value":"1"}}""")));

        Assert.Equal(IssueSeverity.Warning, finding.Severity);
        Assert.Equal("Bundle.entry[3]", finding.Expression);
    }

    [Fact]
    public void Each_resource_of_a_document_has_an_address()
    {
        var document = Document("""{"reference":"Observation/o"}""").Replace(
            "\"fullUrl\":\"http://x.test/Observation/o\",", "", StringComparison.Ordinal);

        var finding = Assert.Single(Rule.Findings(document), found => found.IsError);

        Assert.Equal("Bundle.entry[3]", finding.Expression);
    }

    private static string Document(string entries) => $$"""
        {"resourceType":"Bundle","type":"document","identifier":{"system":"urn:x","value":"1"},
         "timestamp":"2026-01-01T00:00:00Z","entry":[
         {"fullUrl":"http://x.test/Composition/k","resource":{"resourceType":"Composition","id":"k","status":"final",
          "type":{"text":"t"},"subject":{"reference":"Patient/p"},"date":"2026-01-01","title":"T",
          "author":[{"reference":"Practitioner/a"}],
          "section":[{"title":"S","entry":[{{entries}}]}]} },
         {"fullUrl":"http://x.test/Patient/p","resource":{"resourceType":"Patient","id":"p"} },
         {"fullUrl":"http://x.test/Practitioner/a","resource":{"resourceType":"Practitioner","id":"a"} },
         {"fullUrl":"http://x.test/Observation/o","resource":{"resourceType":"Observation","id":"o","status":"final",
          "code":{"text":"c"},"subject":{"reference":"Patient/p"} } }]}
        """;
}
