using System.Text;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Server.Tests.Conformance;

public sealed class SnapshotOperationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Profile = """
        {"resourceType":"StructureDefinition","url":"http://x.test/StructureDefinition/weighed","name":"Weighed",
         "status":"active","kind":"resource","abstract":false,"type":"Observation","derivation":"constraint",
         "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","differential":{"element":[
         {"id":"Observation.code","path":"Observation.code","short":"What was weighed",
          "patternCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]}},
         {"id":"Observation.value[x]:valueQuantity","path":"Observation.value[x]","sliceName":"valueQuantity","min":1},
         {"id":"Observation.value[x]:valueQuantity.unit","path":"Observation.value[x].unit","min":1,"maxLength":9},
         {"id":"Observation.subject","path":"Observation.subject","type":[{"code":"Reference",
          "targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"],"aggregation":["referenced"]}],
          "constraint":[{"key":"w-1","severity":"error","human":"a \"patient\"","expression":"reference.exists()"}]},
         {"id":"Observation.interpretation","path":"Observation.interpretation",
          "binding":{"strength":"required","valueSet":"http://x.test/vs"}}]}}
        """;

    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_definition_that_is_sent_comes_back_with_its_snapshot()
    {
        var answer = await _system.Post("StructureDefinition/$snapshot", Profile);

        Assert.True(answer.Status == 200, answer.Text);
        var elements = answer.Json.GetProperty("snapshot").GetProperty("element").EnumerateArray().ToArray();
        var code = At(elements, "Observation.code");
        Assert.Equal("What was weighed", code.GetProperty("definition").GetString());
        Assert.Equal("29463-7", code.GetProperty("patternCodeableConcept").GetProperty("coding")[0]
            .GetProperty("code").GetString());
        Assert.Equal(1, At(elements, "Observation.value[x]:valueQuantity.unit").GetProperty("min").GetInt32());
        Assert.Equal("closed", At(elements, "Observation.value[x]").GetProperty("slicing")
            .GetProperty("rules").GetString());
        Assert.Equal("http://hl7.org/fhirpath/System.String",
            At(elements, "Observation.id").GetProperty("type")[0].GetProperty("code").GetString());
        Assert.Equal("required", At(elements, "Observation.interpretation").GetProperty("binding")
            .GetProperty("strength").GetString());
        Assert.Equal("Weighed", answer.Json.GetProperty("name").GetString());
        Assert.Equal(5, answer.Json.GetProperty("differential").GetProperty("element").GetArrayLength());
    }

    [Fact]
    public async Task What_comes_back_is_a_resource_of_its_own()
    {
        var answer = await _system.Post("StructureDefinition/$snapshot", Profile);

        var parsed = new ResourceParser(FhirDefinitions.R4).Parse(Encoding.UTF8.GetBytes(answer.Text));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Issues));
        var again = await _system.Post("StructureDefinition/$snapshot", answer.Text);
        Assert.Equal(answer.Text, again.Text);
    }

    [Fact]
    public async Task A_stored_definition_is_named_by_id_or_by_address()
    {
        await _system.Put("StructureDefinition/weighed",
            Profile.Replace("\"url\"", "\"id\":\"weighed\",\"url\"", StringComparison.Ordinal));

        var byId = await _system.Get("StructureDefinition/weighed/$snapshot");
        var byUrl = await _system.Get("StructureDefinition/$snapshot?url=http://x.test/StructureDefinition/weighed");

        Assert.Equal(200, byId.Status);
        Assert.Equal(200, byUrl.Status);
        Assert.Equal(byId.Json.GetProperty("snapshot").ToString(), byUrl.Json.GetProperty("snapshot").ToString());
    }

    [Fact]
    public async Task A_contradiction_is_told_instead()
    {
        var answer = await _system.Post("StructureDefinition/$snapshot",
            Profile.Replace("\"path\":\"Observation.code\"", "\"path\":\"Observation.code\",\"max\":\"*\"",
                StringComparison.Ordinal));

        Assert.Equal(422, answer.Status);
        Assert.Contains("Observation.code", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StructureDefinition/$snapshot", 400)]
    [InlineData("StructureDefinition/$snapshot?url=http://x.test/nowhere", 404)]
    [InlineData("StructureDefinition/nobody/$snapshot", 404)]
    [InlineData("StructureDefinition/$snapshot?url=http://hl7.org/fhir/StructureDefinition/Patient", 200)]
    public async Task A_question_without_a_definition_is_refused(string path, int status) =>
        Assert.Equal(status, (await _system.Get(path)).Status);

    private static JsonElement At(JsonElement[] elements, string id) =>
        elements.Single(element => element.GetProperty("id").GetString() == id);
}
