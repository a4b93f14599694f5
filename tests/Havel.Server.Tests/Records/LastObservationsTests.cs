using Xunit;

namespace Havel.Server.Tests.Records;

/// <summary>Source: https://hl7.org/fhir/R4/observation-operation-lastn.html.</summary>
public sealed class LastObservationsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task Each_code_has_its_latest_and_translations_are_one_code()
    {
        await Patient("l1");
        await Observe("l1", "a1", "2024-01-01", """[{"system":"urn:a","code":"x"}]""");
        await Observe("l1", "a2", "2024-02-01", """[{"system":"urn:b","code":"y"}]""");
        await Observe("l1", "a3", "2024-03-01", """[{"system":"urn:a","code":"x"},{"system":"urn:b","code":"y"}]""");
        await Observe("l1", "b1", "2023-01-01", """[{"system":"urn:a","code":"y"}]""");
        await Observe("l1", "b2", "2022-01-01", """[{"system":"urn:a","code":"y"}]""");
        Assert.Equal(["Observation/a3", "Observation/b1"], (await _system.Get("Observation/$lastn?patient=l1")).Ids);
        Assert.Equal(
            ["Observation/a3", "Observation/a2", "Observation/b1", "Observation/b2"],
            (await _system.Get("Observation/$lastn?subject=Patient/l1&max=2")).Ids);
        Assert.Equal(
            ["Observation/b1"], (await _system.Get("Observation/$lastn?patient=l1&code=urn:a|y")).Ids);
    }

    [Fact]
    public async Task Where_the_last_place_is_shared_all_are_there()
    {
        await Patient("l2");
        await Observe("l2", "c1", "2024-01-01", """[{"code":"x"}]""");
        await Observe("l2", "c2", "2024-01-01", """[{"code":"x"}]""");
        await Observe("l2", "c3", "2023-01-01", """[{"code":"x"}]""");
        Assert.Equal(["Observation/c1", "Observation/c2"], (await _system.Get("Observation/$lastn?patient=l2")).Ids);
    }

    [Fact]
    public async Task Nobody_asks_for_everybody()
    {
        Assert.Equal(400, (await _system.Get("Observation/$lastn?max=2")).Status);
        Assert.Equal(400, (await _system.Get("Observation/$lastn?patient=x&max=0")).Status);
        Assert.Equal(400, (await _system.Get("Observation/$lastn?patient=x&_sort=date")).Status);
    }

    private Task<HavelAnswer> Patient(string id) => _system.Store($$"""{"resourceType":"Patient","id":"{{id}}"}""");

    private Task<HavelAnswer> Observe(string patient, string id, string date, string coding) => _system.Store($$"""
        {"resourceType":"Observation","id":"{{id}}","status":"final","code":{"coding":{{coding}} },
        "subject":{"reference":"Patient/{{patient}}"},"effectiveDateTime":"{{date}}"}
        """);
}
