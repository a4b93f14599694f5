using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Rules;

public sealed class BundleRuleTests
{
    private const string Uuid = "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData("http://x.test/fhir/Patient/1")]
    [InlineData("http://x.test/fhir/Patient/1/_history/3")]
    [InlineData(Uuid)]
    [InlineData("urn:oid:1.2.3")]
    [InlineData("http://x.test/something/else")]
    public void A_good_address_is_no_finding(string address) => Assert.Empty(Rule.Findings(Collection(address)));

    [Theory]
    [InlineData("Patient/1", "relative")]
    [InlineData("http://x.test/fhir/Patient/2", "the id '2'")]
    [InlineData("http://x.test/fhir/Person/1", "names a Person")]
    [InlineData("urn:uuid:1234", "is not a UUID")]
    [InlineData("urn:oid:1.x", "is not an OID")]
    public void A_bad_address_is_an_error(string address, string told)
    {
        var finding = Assert.Single(Rule.Findings(Collection(address)));

        Assert.True(finding.IsError);
        Assert.Equal("Bundle.entry[0].fullUrl", finding.Expression);
        Assert.Contains(told, finding.Issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Capital_letters_in_a_uuid_are_a_remark() =>
        Assert.Equal(IssueSeverity.Warning, Assert.Single(Rule.Findings(
            Collection("urn:uuid:0F8FAD5B-D9CB-469F-A165-70867728950E"))).Severity);

    [Fact]
    public void A_missing_address_is_an_error_only_where_references_need_it()
    {
        Assert.Equal(IssueSeverity.Warning, Assert.Single(Rule.Findings("""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1"}}]}
            """)).Severity);
        Assert.Empty(Rule.Findings("""
            {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","id":"1"},
             "request":{"method":"PUT","url":"Patient/1"}}]}
            """));
    }

    [Theory]
    [InlineData("transaction", IssueSeverity.Error)]
    [InlineData("collection", IssueSeverity.Warning)]
    public void A_reference_by_uuid_leads_to_an_entry(string type, IssueSeverity severity)
    {
        var request = type == "transaction" ? ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}" : "";
        var bundle = $$"""
            {"resourceType":"Bundle","type":"{{type}}","entry":[{"fullUrl":"{{Uuid}}",
             "resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
              "subject":{"reference":"urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7"},
              "focus":[{"reference":"{{Uuid}}"}]}{{request}} }]}
            """;

        var finding = Assert.Single(Rule.Findings(bundle));

        Assert.Equal(severity, finding.Severity);
        Assert.Equal("Bundle.entry[0].resource.subject.reference", finding.Expression);
    }

    [Theory]
    [InlineData("POST", "Patient", true, "")]
    [InlineData("PUT", "Patient/1", true, "")]
    [InlineData("PUT", "Patient?identifier=a", true, "")]
    [InlineData("GET", "Patient/1", false, "")]
    [InlineData("DELETE", "Patient/1", false, "")]
    [InlineData("POST", "Patient/$match", false, "")]
    [InlineData("POST", "Patient", false, "needs a resource")]
    [InlineData("PUT", "Patient/1", false, "needs a resource")]
    [InlineData("GET", "Patient/1", true, "takes no resource")]
    [InlineData("POST", "Observation", true, "does not fit")]
    [InlineData("POST", "Patient/1", true, "the server's choice")]
    [InlineData("PUT", "Patient", true, "names none")]
    [InlineData("PUT", "Patient/2", true, "another id")]
    [InlineData("POST", "http://x.test/Patient", true, "relative to the server")]
    public void A_request_fits_its_resource(string method, string url, bool hasResource, string told)
    {
        var resource = hasResource ? "\"resource\":{\"resourceType\":\"Patient\",\"id\":\"1\"}," : "";
        var findings = Rule.Findings($$"""
            {"resourceType":"Bundle","type":"batch",
             "entry":[{ {{resource}}"request":{"method":"{{method}}","url":"{{url}}"} }]}
            """);

        if (told.Length == 0)
            Assert.Empty(findings);
        else
            Assert.Contains(told, Assert.Single(findings).Issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transaction_changes_nothing_twice()
    {
        const string bundle = """
            {"resourceType":"Bundle","type":"TYPE","entry":[
             {"request":{"method":"DELETE","url":"Patient/1"}},
             {"resource":{"resourceType":"Patient","id":"1"},"request":{"method":"PUT","url":"Patient/1"}}]}
            """;

        Assert.Contains("more than once", Assert.Single(Rule.Findings(
            bundle.Replace("TYPE", "transaction", StringComparison.Ordinal))).Issue.Message, StringComparison.Ordinal);
        Assert.Empty(Rule.Findings(bundle.Replace("TYPE", "batch", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("200", true)]
    [InlineData("201 Created", true)]
    [InlineData("OK", false)]
    [InlineData("2000", false)]
    public void A_status_begins_with_three_digits(string status, bool isGood) =>
        Assert.Equal(isGood ? 0 : 1, Rule.Findings($$"""
            {"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"{{status}}"} }]}
            """).Count);

    [Fact]
    public void A_search_result_counts_its_matches_and_keeps_outcomes_apart()
    {
        const string bundle = """
            {"resourceType":"Bundle","type":"searchset","total":1,"entry":[
             {"fullUrl":"http://x.test/Patient/1","resource":{"resourceType":"Patient","id":"1"},
              "search":{"mode":"match"}},
             {"fullUrl":"http://x.test/Patient/2","resource":{"resourceType":"Patient","id":"2"},
              "search":{"mode":"MODE"}}]}
            """;

        Assert.Empty(Rule.Findings(bundle.Replace("MODE", "include", StringComparison.Ordinal)));
        Assert.Contains("alone has 2 matches",
            Rule.Findings(bundle.Replace("MODE", "match", StringComparison.Ordinal)).Text(), StringComparison.Ordinal);
        Assert.Contains("holds an OperationOutcome",
            Rule.Findings(bundle.Replace("MODE", "outcome", StringComparison.Ordinal)).Text(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_carries_what_it_is_about()
    {
        const string bundle = """
            {"resourceType":"Bundle","type":"message","entry":[
             {"fullUrl":"http://x.test/MessageHeader/h","resource":{"resourceType":"MessageHeader","id":"h",
              "eventUri":"http://x.test/e","source":{"endpoint":"http://x.test/s"},
              "focus":[{"reference":"Patient/1"},{"reference":"Patient/2"}]}},
             {"fullUrl":"http://x.test/Patient/1","resource":{"resourceType":"Patient","id":"1"}}]}
            """;

        var finding = Assert.Single(Rule.Findings(bundle));

        Assert.Contains("Patient/2", finding.Issue.Message, StringComparison.Ordinal);
        Assert.Equal("Bundle.entry[0].resource.focus[1]", finding.Expression);
    }

    [Fact]
    public void A_recorded_deletion_has_left_nothing() => Assert.Single(Rule.Findings("""
        {"resourceType":"Bundle","type":"history","entry":[{"fullUrl":"http://x.test/Patient/1",
         "resource":{"resourceType":"Patient","id":"1"},"request":{"method":"DELETE","url":"Patient/1"},
         "response":{"status":"204"}}]}
        """));

    private static string Collection(string address) => $$"""
        {"resourceType":"Bundle","type":"collection",
         "entry":[{"fullUrl":"{{address}}","resource":{"resourceType":"Patient","id":"1"} }]}
        """;
}
