using System.Text.Json;
using Xunit;

namespace Havel.Server.Tests.Evaluation;

public sealed class FhirPathOperationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Patient = """
        {"resourceType":"Patient","id":"x","active":true,"birthDate":"1980-05-01",
        "_birthDate":{"extension":[{"url":"http://example.org/t","valueString":"noon"}]},
        "name":[{"family":"Ahrens","given":["Ada","Bea"]},{"family":"Brandt","given":["Cea"]}],
        "contact":[{"name":{"family":"Carl"}}]}
        """;

    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task The_answer_has_the_shape_that_the_lab_reads()
    {
        var answer = await Ask("name.given | active");
        Assert.Equal("Parameters", answer.GetProperty("resourceType").GetString());
        var parameters = answer.GetProperty("parameter");
        var asked = parameters[0];
        Assert.Equal("parameters", asked.GetProperty("name").GetString());
        Assert.Equal("evaluator", asked.GetProperty("part")[0].GetProperty("name").GetString());
        Assert.Contains("Havel", asked.GetProperty("part")[0].GetProperty("valueString").GetString());
        Assert.Equal("name.given | active", Part(asked, "expression").GetProperty("valueString").GetString());
        Assert.Equal("x", Part(asked, "resource").GetProperty("resource").GetProperty("id").GetString());

        var result = parameters[1];
        Assert.Equal("result", result.GetProperty("name").GetString());
        Assert.Equal(4, result.GetProperty("part").GetArrayLength());
        var first = result.GetProperty("part")[0];
        Assert.Equal("string", first.GetProperty("name").GetString());
        Assert.Equal("Ada", first.GetProperty("valueString").GetString());
        Assert.Equal(
            "Patient.name[0].given[0]", first.GetProperty("extension")[0].GetProperty("valueString").GetString());
        Assert.True(result.GetProperty("part")[3].GetProperty("valueBoolean").GetBoolean());
    }

    [Theory]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')", true)]
    [InlineData("conformsTo('http://hl7.org/fhir/StructureDefinition/bp')", false)]
    [InlineData("'female'.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')", true)]
    [InlineData("'f'.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')", false)]
    public async Task Profiles_and_value_sets_in_force_are_asked(string expression, bool expected)
    {
        var parts = (await Ask(expression)).GetProperty("parameter")[1].GetProperty("part");
        Assert.Equal(expected, parts[0].GetProperty("valueBoolean").GetBoolean());
    }

    [Fact]
    public async Task Each_node_of_the_context_has_a_result_of_its_own()
    {
        var parameters = (await Ask("given.count()", context: "Patient.name")).GetProperty("parameter");
        Assert.Equal(3, parameters.GetArrayLength());
        Assert.Equal("Patient.name[0]", parameters[1].GetProperty("valueString").GetString());
        Assert.Equal(2, parameters[1].GetProperty("part")[0].GetProperty("valueInteger").GetInt32());
        Assert.Equal("Patient.name[1]", parameters[2].GetProperty("valueString").GetString());
    }

    [Fact]
    public async Task Values_of_every_kind_are_written()
    {
        var parts = (await Ask(
            "name[0] | contact | birthDate | 1.50 | @2024-05-01 | @2024-05-01T10:00:00Z | @T10:00 | 4 'mg' | 'a'"))
            .GetProperty("parameter")[1].GetProperty("part");
        Assert.Equal("Ahrens", parts[0].GetProperty("valueHumanName").GetProperty("family").GetString());
        Assert.Equal("Patient.contact", parts[1].GetProperty("name").GetString());
        Assert.Contains("Carl", parts[1].GetProperty("extension")[1].GetProperty("valueString").GetString());
        Assert.Equal("1980-05-01", parts[2].GetProperty("valueDate").GetString());
        Assert.Equal(1, parts[2].GetProperty("_valueDate").GetProperty("extension").GetArrayLength());
        Assert.Equal("1.50", parts[3].GetProperty("valueDecimal").GetRawText());
        Assert.Equal("2024-05-01", parts[4].GetProperty("valueDate").GetString());
        Assert.StartsWith("2024-05-01T10:00:00", parts[5].GetProperty("valueDateTime").GetString());
        Assert.StartsWith("10:00", parts[6].GetProperty("valueTime").GetString());
        Assert.Equal("mg", parts[7].GetProperty("valueQuantity").GetProperty("code").GetString());
        Assert.Equal("a", parts[8].GetProperty("valueString").GetString());
    }

    [Fact]
    public async Task Traces_and_variables_are_there()
    {
        var parts = (await Ask("name.where(family = %wanted).given.trace('seen').first()", more: """
            ,{"name":"variables","part":[{"name":"wanted","valueString":"Brandt"}]}
            """)).GetProperty("parameter")[1].GetProperty("part");
        Assert.Equal("Cea", parts[0].GetProperty("valueString").GetString());
        Assert.Equal("trace", parts[1].GetProperty("name").GetString());
        Assert.Equal("seen", parts[1].GetProperty("valueString").GetString());
        Assert.Equal("Cea", parts[1].GetProperty("part")[0].GetProperty("valueString").GetString());
    }

    [Fact]
    public async Task Resolve_reads_the_store_under_the_callers_grant()
    {
        await _system.Store("""{"resourceType":"Organization","id":"res-org","name":"Haus"}""");
        var body = """
            {"resourceType":"Parameters","parameter":[{"name":"expression",
            "valueString":"Patient.managingOrganization.resolve().name"},{"name":"resource","resource":
            {"resourceType":"Patient","managingOrganization":{"reference":"Organization/res-org"}}}]}
            """;
        var answer = await _system.Post("$fhirpath", body);
        Assert.Contains("Haus", answer.Text);
        var stored = await _system.Get("$fhirpath?expression=Organization.name&resource=Organization/res-org");
        Assert.Contains("Haus", stored.Text);
        Assert.Equal(404, (await _system.Get("$fhirpath?expression=id&resource=Organization/no")).Status);
    }

    [Theory]
    [InlineData("name.(", 400)]
    [InlineData("", 400)]
    [InlineData("(1 | 2) + 1", 422)]
    public async Task A_wrong_expression_is_told(string expression, int status)
    {
        var answer = await _system.Post("$fhirpath", Body(expression, null, ""));
        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", answer.Json.GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task A_faulty_resource_is_evaluated_all_the_same()
    {
        var body = """
            {"resourceType":"Parameters","parameter":[{"name":"expression","valueString":"Patient.name.family"},
            {"name":"resource","resource":{"resourceType":"Patient","gender":"m","name":[{"family":"Ahrens"}]}}]}
            """;
        Assert.Contains("Ahrens", (await _system.Post("$fhirpath", body)).Text);
    }

    [Fact]
    public async Task Validate_tells_names_that_are_not_there()
    {
        var wrong = await _system.Post(
            "$fhirpath", Body("nmae.given", null, """,{"name":"validate","valueBoolean":true}"""));
        Assert.Equal(400, wrong.Status);
        var right = await Ask("name.given", more: """,{"name":"validate","valueBoolean":true}""");
        Assert.Equal(
            "OperationOutcome",
            Part(right.GetProperty("parameter")[0], "debugOutcome").GetProperty("resource")
                .GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task Without_a_resource_literals_are_evaluated()
    {
        var answer = await _system.Get("$fhirpath?expression=" + Uri.EscapeDataString("1 + 1"));
        var part = answer.Json.GetProperty("parameter")[1].GetProperty("part")[0];
        Assert.Equal(2, part.GetProperty("valueInteger").GetInt32());
    }

    private static JsonElement Part(JsonElement parameter, string name) => parameter
        .GetProperty("part").EnumerateArray()
        .Single(part => part.GetProperty("name").GetString() == name);

    private async Task<JsonElement> Ask(string expression, string? context = null, string more = "")
    {
        var answer = await _system.Post("$fhirpath", Body(expression, context, more));
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static string Body(string expression, string? context, string more)
    {
        var start = context is null ? "" : $$""",{"name":"context","valueString":"{{context}}"}""";
        return $$"""
            {"resourceType":"Parameters","parameter":[{"name":"expression","valueString":"{{expression}}"}{{start}},
            {"name":"resource","resource":{{Patient}}}{{more}}]}
            """;
    }
}
