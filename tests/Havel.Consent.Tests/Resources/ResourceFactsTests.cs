using System.Text;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Consent.Tests.Resources;

public sealed class ResourceFactsTests
{
    [Fact]
    public void Labels_profiles_codes_and_categories_come_from_the_resource()
    {
        var facts = Read("""
            {"resourceType":"Observation","id":"o1",
             "meta":{"profile":["http://p/1|2"],"security":[
               {"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},
             "status":"final","category":[{"coding":[{"system":"urn:c","code":"lab"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"1"},{"system":"http://loinc.org","code":"2"}]}}
            """);
        Assert.Equal("Observation/o1", facts.Reference);
        Assert.Equal(4, facts.Confidentiality.Rank);
        Assert.Equal(["http://p/1|2"], facts.Profiles);
        Assert.Equal([new Coding("urn:c", "lab")], facts.Classes.Codings);
        Assert.Equal(["1", "2"], facts.Codes.Codings.Select(coding => coding.Code));
        Assert.False(facts.Codes.HasUncoded);
    }

    [Fact]
    public void Text_alone_is_about_something_that_is_not_known()
    {
        var facts = Read("""{"resourceType":"Observation","id":"o1","status":"final","code":{"text":"glucose"}}""");
        Assert.Empty(facts.Codes.Codings);
        Assert.True(facts.Codes.HasUncoded);
    }

    [Fact]
    public void A_prescription_that_refers_to_its_medication_is_about_something_that_is_not_known()
    {
        var facts = Read("""
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
             "medicationReference":{"reference":"Medication/1"},"subject":{"reference":"Patient/p1"}}
            """);
        Assert.True(facts.Codes.HasUncoded);
    }

    [Fact]
    public void A_vaccination_and_a_family_history_are_about_their_principal_codes()
    {
        var vaccination = Read("""
            {"resourceType":"Immunization","id":"i1","status":"completed","patient":{"reference":"Patient/p1"},
             "vaccineCode":{"coding":[{"system":"urn:v","code":"tetanus"}]},"occurrenceDateTime":"2020-01-01"}
            """);
        var family = Read("""
            {"resourceType":"FamilyMemberHistory","id":"f1","status":"completed","patient":{"reference":"Patient/p1"},
             "relationship":{"text":"mother"},"condition":[{"code":{"coding":[{"system":"urn:d","code":"E10"}]}}]}
            """);
        Assert.Equal([new Coding("urn:v", "tetanus")], vaccination.Codes.Codings);
        Assert.Equal([new Coding("urn:d", "E10")], family.Codes.Codings);
    }

    [Fact]
    public void A_Consent_brings_the_organisations_that_hold_it()
    {
        var facts = Read("""
            {"resourceType":"Consent","id":"c1","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],
             "organization":[{"reference":"Organization/b"},{"reference":"Organization/a"}]}
            """);
        Assert.Equal(Custody.Consent, facts.Custody);
        Assert.Equal(["Organization/a", "Organization/b"], facts.Custodians);
    }

    [Theory]
    [InlineData("Consent/c1", Custody.Consent)]
    [InlineData("https://elsewhere.example/fhir/Consent/c1/_history/2", Custody.Consent)]
    [InlineData("Observation/o1", Custody.None)]
    public void The_Provenance_of_a_Consent_goes_with_it(string target, Custody custody)
    {
        var facts = Read($$"""
            {"resourceType":"Provenance","id":"v1","target":[{"reference":"{{target}}"}],
             "recorded":"2026-01-01T00:00:00Z",
             "agent":[{"who":{"reference":"Practitioner/a"} }]}
            """);
        Assert.Equal(custody, facts.Custody);
    }

    private static ResourceFacts Read(string json)
    {
        var result = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Empty(result.Issues);
        return ResourceFacts.From(result.Table!.Root);
    }
}
