using Xunit;

namespace Havel.Server.Tests.Commands;

public sealed class SmallCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_token_from_the_command_line_opens_the_server_of_its_folder()
    {
        var token = await CommandLine.Run("token", "--data", _line.Data, "--system");
        Assert.Equal(0, token.Exit);
        Assert.Single(token.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await HavelHost.Start(new HavelHostOptions { Folder = _line.Data, Clock = clock });
        Assert.Equal(200, (await host.WithHeader("Bearer " + token.Output.Trim()).Get("Patient")).Status);
    }

    [Theory]
    [InlineData("--system --patient p")]
    [InlineData("")]
    [InlineData("--practitioner p")]
    [InlineData("--patient p --organization o")]
    [InlineData("--patient Patient/p")]
    [InlineData("--patient p --purpose TREAT")]
    [InlineData("--researcher r --purpose TREAT")]
    [InlineData("--practitioner p --organization o --purpose FUN")]
    [InlineData("--system --hours 0")]
    public async Task A_token_that_the_server_would_refuse_is_refused_at_once(string words)
    {
        var result = await CommandLine.Run(
            ["token", "--data", _line.Data, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(1, result.Exit);
        Assert.DoesNotContain("eyJ", result.Output);
    }

    [Fact]
    public async Task Fhirpath_prints_a_result_a_line()
    {
        var file = _line.File(
            "a.json", """{"resourceType":"Patient","name":[{"family":"Köhler","given":["Ada","Bea"]}]}""");
        var names = await CommandLine.Run("fhirpath", "Patient.name.given", file);
        Assert.Equal((0, "Ada\nBea\n"), (names.Exit, names.Output.ReplaceLineEndings("\n")));
        Assert.Contains("Köhler", (await CommandLine.Run("fhirpath", "Patient.name", file)).Output);
        Assert.Equal(1, (await CommandLine.Run("fhirpath", "Patient.name.(", file)).Exit);
    }

    [Fact]
    public async Task Validate_says_what_is_wrong_and_where()
    {
        var good = _line.File("good.json", """{"resourceType":"Patient"}""");
        var bad = _line.File(
            "bad.ndjson", """{"resourceType":"Patient"}""" + "\n" + """{"resourceType":"Patient","gender":"m"}""");
        Assert.Equal(0, (await CommandLine.Run("validate", good)).Exit);
        var result = await CommandLine.Run("validate", bad);
        Assert.Equal(2, result.Exit);
        Assert.Contains("bad.ndjson:2", result.Output);
        Assert.Contains("Patient.gender", result.Output);
        Assert.Contains("1 valid, 1 invalid", result.Output);
    }

    [Fact]
    public async Task Validate_applies_invariants_and_the_profiles_asked_for()
    {
        var file = _line.File("v.xml", """
            <Patient xmlns="http://hl7.org/fhir">
              <contact><gender value="male"/></contact>
            </Patient>
            """);
        var result = await CommandLine.Run("validate", file);
        Assert.Equal(2, result.Exit);
        Assert.Contains("v.xml:2:3: error", result.Output);
        Assert.Contains("pat-1", result.Output);
        Assert.Equal(0, (await CommandLine.Run("validate", file, "--structure")).Exit);
        Assert.Equal(1, (await CommandLine.Run("validate", file, "--profile", "http://x/y")).Exit);
        const string VitalSigns = "http://hl7.org/fhir/StructureDefinition/vitalsigns";
        var observation = _line.File(
            "o.json", """{"resourceType":"Observation","status":"final","code":{"text":"x"}}""");
        Assert.Equal(0, (await CommandLine.Run("validate", observation)).Exit);
        var profiled = await CommandLine.Run("validate", observation, "--profile", VitalSigns, "--level", "error");
        Assert.Equal(2, profiled.Exit);
        Assert.Contains("\"subject\"", profiled.Output);
        Assert.Contains(VitalSigns, profiled.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve --help")]
    [InlineData("import --help")]
    [InlineData("convert --help")]
    [InlineData("token --help")]
    public async Task Help_is_at_hand(string words)
    {
        var result = await CommandLine.Run(words.Split(' '));
        Assert.Equal(0, result.Exit);
        Assert.Contains("Usage:", result.Output);
    }

    [Fact]
    public async Task A_folder_is_backed_up_restored_and_checked_while_its_server_runs()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions { Folder = _line.Data });
        var copy = Path.Combine(_line.Folder, "copy");
        var again = Path.Combine(_line.Folder, "again");
        Assert.Equal(0, (await CommandLine.Run("check", "--data", _line.Data)).Exit);
        Assert.Equal(0, (await CommandLine.Run("backup", "--data", _line.Data, "--to", copy)).Exit);
        Assert.Equal(1, (await CommandLine.Run("backup", "--data", _line.Data, "--to", copy)).Exit);
        Assert.Equal(0, (await CommandLine.Run("restore", copy, "--data", again)).Exit);
        var check = await CommandLine.Run("check", "--data", again);
        Assert.Equal(0, check.Exit);
        Assert.Contains("0 faults", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.Run("check", "--data", Path.Combine(_line.Folder, "nowhere"))).Exit);
    }
}
