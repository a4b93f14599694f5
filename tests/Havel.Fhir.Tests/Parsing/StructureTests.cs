using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>Every structural fault is found, at its place, and told in a sentence.</summary>
public sealed class StructureTests
{
    private const string Obs = "\"resourceType\":\"Observation\",\"code\":{\"text\":\"x\"}";

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"foo\":1}", "Patient", "no property \"foo\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"x\":{\"y\":[1,{}]}}]}",
        "Patient.name[0]", "no property \"x\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"_name\":[{\"id\":\"x\"}]}", "Patient", "no property \"_name\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":{\"text\":\"x\"}}",
        "Patient.name", "Expected an array and found an object")]
    [InlineData("{\"resourceType\":\"Patient\",\"gender\":[\"male\"]}",
        "Patient.gender", "Expected a string and found an array")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a\"},\"b\"]}",
        "Patient.name[1]", "Expected an object and found the string \"b\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":\"true\"}",
        "Patient.active", "Expected true or false and found the string \"true\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"birthDate\":1970}",
        "Patient.birthDate", "Expected a string and found \"1970\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"multipleBirthInteger\":\"2\"}",
        "Patient.multipleBirth", "Expected a number and found the string \"2\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"birthDate\":null}", "Patient.birthDate", "found null")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[null]}", "Patient.name[0]", "found null")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[]}", "Patient.name", "array is empty")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{}]}", "Patient.name[0]", "object is empty")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[[{\"text\":\"x\"}]]}", "Patient.name[0]", "found an array")]
    [InlineData("{\"resourceType\":\"Patient\",\"language\":\"\"}", "Patient.language", "string is empty")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":true,\"active\":true}",
        "Patient.active", "stands there twice")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":true,\"resourceType\":\"Patient\"}", "Patient", "twice")]
    [InlineData("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"a\",\"b\"],\"family\":3}]}",
        "Patient.name[0].family", "found \"3\"")]
    [InlineData("{\"resourceType\":\"Patient\",\"deceasedBoolean\":true,\"deceasedDateTime\":\"2020\"}",
        "Patient.deceased", "second value of deceased[x]")]
    [InlineData("{\"resourceType\":\"Patient\",\"deceasedBoolean\":true,\"deceasedBoolean\":true}",
        "Patient.deceased", "stands there twice")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"a b\"}", "Patient.id", "is no id")]
    [InlineData("{\"resourceType\":\"Patient\",\"contained\":[{\"id\":\"x\"}]}",
        "Patient.contained[0]", "no resourceType")]
    [InlineData("{\"resourceType\":\"Patient\",\"contained\":[{\"resourceType\":\"Nonsense\"}]}",
        "Patient.contained[0]", "\"Nonsense\" is no resource type")]
    [InlineData("{\"resourceType\":\"Patient\",\"contained\":[{\"resourceType\":\"Organization\",\"x\":1}]}",
        "Patient.contained[0]", "Organization has no property")]
    public void A_fault_is_told_with_its_place(string json, string path, string message)
    {
        var issue = Parse.Fault(json);

        Assert.Equal(path, issue.Expression);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Equal(1, issue.Line);
    }

    [Theory]
    [InlineData("{\"id\":\"x\"}", "no resourceType")]
    [InlineData("{}", "no resourceType")]
    [InlineData("{\"resourceType\":\"Nonsense\"}", "\"Nonsense\" is no resource type")]
    [InlineData("{\"resourceType\":\"DomainResource\"}", "no resource type")]
    [InlineData("{\"resourceType\":\"HumanName\",\"text\":\"x\"}", "no resource type")]
    [InlineData("{\"resourceType\":[\"Patient\"]}", "resourceType is an array")]
    public void Without_a_known_resource_type_there_is_no_resource(string json, string message)
    {
        var issue = Parse.Fault(json);

        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Null(issue.Expression);
    }

    [Fact]
    public void Required_elements_that_are_missing_are_named()
    {
        var issues = Parse.Any("{\"resourceType\":\"Observation\",\"component\":[{\"valueString\":\"x\"}]}").Issues;

        Assert.Equal(
            ["Observation.component[0].code", "Observation.status", "Observation.code"],
            issues.Select(issue => issue.Expression));
        Assert.All(issues, issue => Assert.Equal(IssueType.Required, issue.Type));
    }

    [Fact]
    public void A_required_choice_needs_one_of_its_types()
    {
        var issue = Parse.Fault("""
            {"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"display":"x"}}
            """);

        Assert.Equal("MedicationRequest.medication", issue.Expression);
        Assert.Contains("medication[x]", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_outside_of_its_required_value_set_is_refused()
    {
        var issue = Parse.Fault("{" + Obs + ",\"status\":\"nonsense\"}");

        Assert.Equal(IssueType.CodeInvalid, issue.Type);
        Assert.Equal("Observation.status", issue.Expression);
        Assert.Contains("observation-status", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("final")]
    [InlineData("f\\u0069nal")]
    public void A_status_inside_of_it_is_taken(string status) =>
        Parse.Valid("{" + Obs + ",\"status\":\"" + status + "\"}");

    [Theory]
    [InlineData("Patient/1")]
    [InlineData("Patient/a-b.C/_history/3")]
    [InlineData("http://other.example/fhir/Patient/1")]
    [InlineData("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")]
    [InlineData("#a")]
    [InlineData("Patient?identifier=http://a|b")]
    public void A_reference_in_one_of_its_forms_is_taken(string reference) =>
        Parse.Valid("{" + Obs + ",\"status\":\"final\",\"subject\":{\"reference\":\"" + reference + "\"}}");

    [Theory]
    [InlineData("Pateint/1")]
    [InlineData("Patient")]
    [InlineData("Patient/")]
    [InlineData("Patient/a b")]
    [InlineData("Patient/1/2")]
    [InlineData("/Patient/1")]
    [InlineData("nobody")]
    public void A_reference_in_no_form_is_refused(string reference)
    {
        var issue = Parse.Fault("{" + Obs + ",\"status\":\"final\",\"subject\":{\"reference\":\"" + reference + "\"}}");

        Assert.Equal("Observation.subject.reference", issue.Expression);
    }

    [Fact]
    public void Many_faults_are_collected_with_line_and_column()
    {
        var issues = Parse.Any("""
            {
             "resourceType": "Patient",
             "foo": {},
             "active": 1,
             "birthDate": "2020-02-30"
            }
            """).Issues;

        Assert.Equal([(3, 2), (4, 12), (5, 15)], issues.Select(issue => (issue.Line, issue.Column)));
    }

    [Fact]
    public void After_many_issues_the_parse_gives_up()
    {
        var items = string.Join(',', Enumerable.Repeat("{}", 5000));
        var issues = Parse.Any("{\"resourceType\":\"Patient\",\"name\":[" + items + "]}").Issues;

        Assert.Equal(Limits.Issues + 1, issues.Count);
        Assert.Equal(IssueSeverity.Fatal, issues[^1].Severity);
        Assert.Equal("Patient.name[7]", issues[7].Expression);
    }

    [Fact]
    public void Missing_elements_count_against_the_same_limit()
    {
        var items = string.Join(',', Enumerable.Repeat("{\"id\":\"x\"}", 200_000));
        var issues = Parse.Any("{" + Obs + ",\"status\":\"final\",\"component\":[" + items + "]}").Issues;

        Assert.Equal(Limits.Issues + 1, issues.Count);
    }
}
