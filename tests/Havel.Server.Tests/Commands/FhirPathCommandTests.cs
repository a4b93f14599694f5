using Xunit;

namespace Havel.Server.Tests.Commands;

public sealed class FhirPathCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task An_expression_can_stand_alone()
    {
        var result = await CommandLine.Run("fhirpath", "2 + %n.length()", "--variable", "n=four");
        Assert.Equal((0, "6"), (result.Exit, result.Output.Trim()));
        Assert.Equal("5.5", (await CommandLine.Run("fhirpath", "%n + 1", "--variable", "n=4.5")).Output.Trim());
        Assert.Equal(1, (await CommandLine.Run("fhirpath", "1", "--variable", "n")).Exit);
    }

    [Fact]
    public async Task Several_files_each_context_and_the_place_are_shown()
    {
        var one = _line.File("a.json", """{"resourceType":"Patient","name":[{"given":["A","B"]},{"given":["C"]}]}""");
        var two = _line.File("b.ndjson", """{"resourceType":"Patient","name":[{"given":["D"]}]}""" + "\n");
        var result = await CommandLine.Run(
            "fhirpath", "given.count()", "--context", "Patient.name", one, "--resource", two, "--places");
        Assert.Equal(0, result.Exit);
        var lines = result.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([$"{one}:1\t2", $"{one}:1\t1", $"{two}:1\t1"], lines);
    }

    [Fact]
    public async Task A_type_checks_names_and_passes_others_over()
    {
        var file = _line.File(
            "a.ndjson",
            """{"resourceType":"Patient","active":true}""" + "\n" + """{"resourceType":"Basic","code":{"text":"x"}}""");
        var result = await CommandLine.Run("fhirpath", "active", "--type", "Patient", file);
        Assert.Equal((0, "true"), (result.Exit, result.Output.Trim()));
        var misspelt = await CommandLine.Run("fhirpath", "actve", "--type", "Patient", file);
        Assert.Equal(1, misspelt.Exit);
        Assert.Contains("actve", misspelt.Error);
        Assert.Equal(1, (await CommandLine.Run("fhirpath", "active", "--type", "Patent", file)).Exit);
    }

    [Fact]
    public async Task What_was_faulty_is_told_by_the_exit_code()
    {
        var file = _line.File("a.json", """{"resourceType":"Patient","gender":"m"}""");
        Assert.Equal(2, (await CommandLine.Run("fhirpath", "gender", file)).Exit);
        Assert.Equal(2, (await CommandLine.Run("fhirpath", "(1 | 2) + 1")).Exit);
        Assert.Equal(1, (await CommandLine.Run("fhirpath", "gender", "no-such-file.json")).Exit);
        Assert.Contains("trace t: 1", (await CommandLine.Run("fhirpath", "1.trace('t')")).Error);
    }
}
