using Havel.Server.Commands;
using Havel.Server.Tests.Faults;
using Xunit;

namespace Havel.Server.Tests.Reindexing;

public sealed class ReindexOperationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task The_deployment_has_rows_derived_again_and_is_told_what_was_done()
    {
        await _system.Store("""{"resourceType":"Patient","id":"r1","birthDate":"1980-01-01"}""");
        var whole = await _system.Post("$reindex", "");
        Assert.Equal(200, whole.Status);
        Assert.Contains("\"removed\",\"valueDecimal\":0", whole.Text, StringComparison.Ordinal);
        var one = await _system.Post("Patient/$reindex?parameter=birthdate", "");
        Assert.Equal(200, one.Status);
        Assert.Equal(["Patient/r1"], (await _system.Get("Patient?birthdate=1980")).Ids);
    }

    [Fact]
    public async Task Unknown_parameters_other_methods_and_other_callers_are_refused()
    {
        Assert.Equal(400, (await _system.Post("Patient/$reindex?parameter=nothing", "")).Status);
        Assert.Equal(405, (await _system.Get("$reindex")).Status);
        Assert.Equal(403, (await fixture.Host.AsPatient("x").Post("$reindex", "")).Status);
        Assert.Equal(403, (await fixture.Host.AsPractitioner("d", "h").Post("Patient/$reindex", "")).Status);
    }

    [Fact]
    public async Task It_is_answered_later_and_can_be_given_up()
    {
        var accepted = await _system.Post("$reindex", "", ("Prefer", "respond-async"));
        Assert.Equal(202, accepted.Status);
        var job = accepted.Header("Content-Location")!;
        HavelAnswer answer;
        while ((answer = await _system.Get(job)).Status == 202)
            await Task.Delay(10);

        Assert.Equal(200, answer.Status);
        Assert.Contains("resources", answer.Text, StringComparison.Ordinal);
        var again = await _system.Post("$reindex", "", ("Prefer", "respond-async"));
        Assert.Equal(202, (await _system.Delete(again.Header("Content-Location")!)).Status);
    }

    [Fact]
    public async Task The_command_asks_the_server_that_holds_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("havel-reindex-").FullName;
        using (var server = await ServerProcess.Start(folder))
        {
            await server.Client.Store("""{"resourceType":"Patient","id":"r1","birthDate":"1980-01-01"}""");
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await Cli.Run(
                ["reindex", "--data", folder, "--server", server.Base], output, error);
            Assert.True(code == ExitCode.Success, error.ToString());
            Assert.Contains("\"resources\",\"valueDecimal\":1", output.ToString(), StringComparison.Ordinal);
            Assert.Equal(ExitCode.Failure, await Cli.Run(
                ["reindex", "--data", folder, "--server", server.Base, "--parameter", "nothing"], output, error));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_commands_work_on_a_folder_that_is_not_in_use()
    {
        var folder = Directory.CreateTempSubdirectory("havel-reindex-").FullName;
        await using (var host = await HavelHost.Start(new HavelHostOptions { Folder = folder }))
            await host.AsSystem().Store("""{"resourceType":"Patient","id":"r1","birthDate":"1980-01-01"}""");

        var output = new StringWriter();
        Assert.Equal(ExitCode.Success, await Cli.Run(["reindex", "--data", folder], output, TextWriter.Null));
        Assert.Contains("100 %, 1 of 1 resources", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await Cli.Run(["migrate", "--data", folder], output, TextWriter.Null));
        Assert.Contains("nothing to do", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await Cli.Run(["check", "--data", folder], output, TextWriter.Null));
        Assert.Contains("0 faults", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, await Cli.Run(
            ["reindex", "--data", folder, "--type", "Nothing"], output, TextWriter.Null));
        Directory.Delete(folder, recursive: true);
    }
}
