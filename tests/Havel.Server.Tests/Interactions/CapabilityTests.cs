using System.Text.Json;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Requests;
using Havel.Server.Routing;
using Xunit;

namespace Havel.Server.Tests.Interactions;

/// <summary>What the statement promises is what a running server does, and the other way round.</summary>
public sealed class CapabilityTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Theory]
    [InlineData("metadata", "CapabilityStatement")]
    [InlineData("metadata?mode=normative", "CapabilityStatement")]
    [InlineData("metadata?mode=terminology", "TerminologyCapabilities")]
    public async Task Every_statement_is_valid(string path, string type)
    {
        var statement = await fixture.Host.AsNobody().Get(path);
        Assert.Equal(type, statement.Json.GetProperty("resourceType").GetString());
        var judged = await _system.Post(type + "/$validate", statement.Text);
        Assert.Equal(200, judged.Status);
        Assert.DoesNotContain(judged.Json.GetProperty("issue").EnumerateArray(), issue =>
            issue.GetProperty("severity").GetString() is "error" or "fatal");
    }

    [Fact]
    public async Task Another_mode_is_refused() =>
        Assert.Equal(400, (await fixture.Host.AsNobody().Get("metadata?mode=x")).Status);

    [Fact]
    public async Task Every_interaction_that_is_told_is_carried_out_and_no_other()
    {
        var resource = await Resource("Patient");
        var told = resource.GetProperty("interaction").EnumerateArray()
            .Select(each => each.GetProperty("code").GetString()!).ToHashSet();
        foreach (var ability in RestAbilities.OfType)
            Assert.Equal(told.Contains(ability.Code), await IsCarried(ability));

        Assert.Equal(
            resource.GetProperty("conditionalUpdate").GetBoolean(), await IsCarried(RestAbilities.ConditionalUpdate));
        Assert.Equal(
            resource.GetProperty("conditionalDelete").GetString() != "not-supported",
            await IsCarried(RestAbilities.ConditionalDelete));
    }

    [Fact]
    public async Task Every_operation_of_the_table_is_told_where_it_can_be_called_and_own_ones_can_be_read()
    {
        var statement = (await _system.Get("metadata")).Json.GetProperty("rest")[0];
        var told = Operations(statement).Select(each => "/" + each.Name)
            .Concat(statement.GetProperty("resource").EnumerateArray().SelectMany(resource =>
                Operations(resource).Select(each => $"{resource.GetProperty("type").GetString()}/{each.Name}")))
            .ToHashSet(StringComparer.Ordinal);
        var expected = OperationTable.All.SelectMany(operation =>
            (operation.Levels.HasFlag(OperationLevels.System) ? new[] { "/" + operation.Name[1..] } : [])
            .Concat(fixture.Host.Deployment.Types.Names
                .Where(type => operation.IsAt(OperationLevels.Type | OperationLevels.Instance, type))
                .Select(type => $"{type}/{operation.Name[1..]}")));
        Assert.Equal(expected.Distinct().Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));

        var own = Operations(statement).Where(each => each.Definition.StartsWith(HavelHost.Base)).ToList();
        Assert.NotEmpty(own);
        foreach (var (name, definition) in own)
        {
            var read = await _system.Get(definition);
            Assert.Equal(name, read.Json.GetProperty("code").GetString());
            var judged = await _system.Post("OperationDefinition/$validate", read.Text);
            Assert.DoesNotContain("\"error\"", judged.Text);
        }
    }

    [Fact]
    public async Task Every_parameter_that_is_told_can_be_searched_by()
    {
        var resource = await Resource("Observation");
        foreach (var parameter in resource.GetProperty("searchParam").EnumerateArray())
        {
            var name = parameter.GetProperty("name").GetString()!;
            var documentation = parameter.TryGetProperty("documentation", out var text) ? text.GetString()! : "";
            if (documentation.Contains("missing"))
            {
                var answer = await _system.Get(
                    $"Observation?{name}:missing=true", ("Prefer", "handling=strict"));
                Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            }
        }

        foreach (var include in resource.GetProperty("searchInclude").EnumerateArray())
        {
            var answer = await _system.Get(
                $"Observation?_include={include.GetString()}", ("Prefer", "handling=strict"));
            Assert.True(answer.Status == 200, answer.Text);
        }

        foreach (var include in resource.GetProperty("searchRevInclude").EnumerateArray())
        {
            var answer = await _system.Get(
                $"Observation?_revinclude={include.GetString()}", ("Prefer", "handling=strict"));
            Assert.True(answer.Status == 200, answer.Text);
        }
    }

    private static List<(string Name, string Definition)> Operations(JsonElement holder) =>
        holder.TryGetProperty("operation", out var operations)
            ? [.. operations.EnumerateArray().Select(each =>
                (each.GetProperty("name").GetString()!, each.GetProperty("definition").GetString()!))]
            : [];

    private async Task<JsonElement> Resource(string type) =>
        (await _system.Get("metadata")).Json.GetProperty("rest")[0].GetProperty("resource").EnumerateArray()
            .First(resource => resource.GetProperty("type").GetString() == type);

    private async Task<bool> IsCarried(RestAbility ability)
    {
        await _system.Store("""{"resourceType":"Patient","id":"x"}""");
        var query = ability.Interaction is Interaction.ConditionalUpdate or Interaction.ConditionalDelete
            ? "?identifier=nobody" : "";
        var content = ability.Verb is Verb.Post or Verb.Put or Verb.Patch
            ? new StringContent("""{"resourceType":"Patient","id":"x"}""", null, "application/fhir+json") : null;
        var answer = await _system.Send(
            new HttpMethod(ability.Verb.ToString().ToUpperInvariant()), ability.PathOf("Patient") + query, content);
        return answer.Status is not (404 or 405 or 501);
    }
}
