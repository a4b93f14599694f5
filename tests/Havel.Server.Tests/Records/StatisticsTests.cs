using Havel.Server.Commands;
using Xunit;

namespace Havel.Server.Tests.Records;

public sealed class StatisticsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task Resources_versions_bytes_and_rows_are_counted_by_request_and_beside_the_server()
    {
        await _system.Store("""{"resourceType":"Patient","id":"s1","birthDate":"1980-01-01"}""");
        await _system.Store("""{"resourceType":"Patient","id":"s1","birthDate":"1981-01-01"}""");
        await _system.Get("Patient?birthdate=1981");
        var answer = await _system.Get("$stats?rows=true");
        Assert.Equal(200, answer.Status);
        Assert.Contains("{\"name\":\"Patient\",\"valueDecimal\":1}", answer.Text);
        Assert.Contains("{\"name\":\"olderVersions\",\"valueDecimal\":1}", answer.Text);
        Assert.Contains("{\"name\":\"Patient.birthdate\",\"valueDecimal\":1}", answer.Text);
        Assert.Contains("\"bytes\"", answer.Text);

        var output = new StringWriter();
        var code = await Cli.Run(["stats", "--data", fixture.Host.Folder, "--rows"], output, TextWriter.Null);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("resources, Patient: 1", output.ToString());
        Assert.Contains("index rows, Patient.birthdate: 1", output.ToString());
    }

    [Fact]
    public async Task Only_the_deployment_is_told() =>
        Assert.Equal(403, (await fixture.Host.AsPatient("x").Get("$stats")).Status);
}
