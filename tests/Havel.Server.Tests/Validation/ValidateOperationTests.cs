using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Havel.Server.Tests.Validation;

/// <summary>Source: https://hl7.org/fhir/R4/resource-operation-validate.html.</summary>
public sealed class ValidateOperationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string VitalSigns = "http://hl7.org/fhir/StructureDefinition/vitalsigns";

    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task What_holds_to_the_rules_gets_no_error()
    {
        var answer = await _system.Post("Patient/$validate", """
            {"resourceType":"Patient","active":true,
            "text":{"status":"empty","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"} }
            """);
        Assert.Equal(200, answer.Status);
        Assert.Equal("All is well.", answer.Diagnostics);
    }

    [Fact]
    public async Task Faults_of_structure_and_rules_are_told_together_with_their_lines()
    {
        var answer = await _system.Post("Patient/$validate", """
            {"resourceType":"Patient",
            "unicorn":1,
            "contact":[{"gender":"male"}]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Contains("unicorn", answer.Diagnostics);
        Assert.Contains("(line 2, ", answer.Diagnostics);
        Assert.Contains("pat-1", answer.Diagnostics);
        Assert.Contains("(line 3, ", answer.Diagnostics);
    }

    [Fact]
    public async Task Parameters_carry_resource_and_profile_and_lines_are_those_of_the_body()
    {
        var answer = await _system.Post("Observation/$validate", $$"""
            {"resourceType":"Parameters","parameter":[
            {"name":"profile","valueUri":"{{VitalSigns}}"},
            {"name":"resource","resource":{"resourceType":"Observation","status":"final",
            "code":{"text":"x"},"status":"final"} }]}
            """);
        Assert.Equal(200, answer.Status);
        Assert.Contains(VitalSigns, answer.Diagnostics);
        Assert.Contains("(line 4, column 30)", answer.Diagnostics);
    }

    [Fact]
    public async Task A_profile_nobody_knows_is_an_error()
    {
        var answer = await _system.Post("Patient/$validate?profile=http://x/y", """{"resourceType":"Patient"}""");
        Assert.Equal(200, answer.Status);
        Assert.Contains("error", Severities(answer));
    }

    [Fact]
    public async Task A_stored_resource_is_validated_in_its_place()
    {
        await _system.Store("""{"resourceType":"Patient","id":"val-1","contact":[{"gender":"male"}]}""");
        var answer = await _system.Get("Patient/val-1/$validate");
        Assert.Equal(200, answer.Status);
        Assert.Contains("pat-1", answer.Diagnostics);
        Assert.Equal(404, (await _system.Get("Patient/val-none/$validate")).Status);
        Assert.Equal(400, (await _system.Get("Patient/$validate")).Status);
    }

    [Fact]
    public async Task A_mode_asks_whether_the_write_would_be_admitted()
    {
        const string Sound = """{"resourceType":"Organization","id":"val-2","name":"x"}""";
        var researcher = fixture.Host.AsResearcher("val-3");
        Assert.Contains("error", Severities(await researcher.Post("Organization/$validate?mode=create", Sound)));
        Assert.DoesNotContain("error", Severities(await _system.Post("Organization/$validate?mode=create", Sound)));
        Assert.DoesNotContain("error", Severities(await _system.Post("Organization/$validate", Sound)));
        Assert.Contains(
            "must be there and equal", (await _system.Post("Organization/other/$validate?mode=update", Sound)).Text);
        Assert.Equal(404, (await _system.Post("Organization/val-2/$validate?mode=delete", "")).Status);
        await _system.Store(Sound);
        Assert.DoesNotContain("error", Severities(await _system.Get("Organization/val-2/$validate?mode=delete")));
    }

    [Theory]
    [InlineData("Patient/$validate?mode=fun")]
    [InlineData("Patient/$validate?mode=profile")]
    [InlineData("Patient/$validate?unicorn=1")]
    public async Task A_question_that_cannot_be_answered_is_refused(string path) =>
        Assert.Equal(400, (await _system.Post(path, """{"resourceType":"Patient"}""")).Status);

    [Fact]
    public async Task Another_type_than_the_path_names_is_an_error()
    {
        var answer = await _system.Post("Patient/$validate", """{"resourceType":"Basic","code":{"text":"x"}}""");
        Assert.Equal(200, answer.Status);
        Assert.Contains("The resource is a Basic", answer.Diagnostics);
    }

    [Fact]
    public async Task Xml_is_validated_with_its_own_lines()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            "<Patient xmlns=\"http://hl7.org/fhir\">\n<contact>\n<gender value=\"male\"/></contact></Patient>"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/fhir+xml");
        var answer = await _system.Send(
            HttpMethod.Post, "Patient/$validate", content, ("Accept", "application/fhir+xml"));
        Assert.Equal(200, answer.Status);
        Assert.Contains("<OperationOutcome", answer.Text);
        Assert.Contains("pat-1", answer.Text);
        Assert.Contains("(line 2, column 1)", answer.Text);
    }

    private static IEnumerable<string?> Severities(HavelAnswer answer) => answer.Json.GetProperty("issue")
        .EnumerateArray().Select(issue => issue.GetProperty("severity").GetString());
}
