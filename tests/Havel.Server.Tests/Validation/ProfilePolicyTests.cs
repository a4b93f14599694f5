using Havel.Fhir.Definitions;
using Havel.Server.Routing;
using Havel.Server.Tests.Commands;
using Havel.Server.Validation;
using Xunit;

namespace Havel.Server.Tests.Validation;

public sealed class ProfilePolicyTests
{
    private const string Broken = """{"resourceType":"Patient","id":"pol","contact":[{"gender":"male"}]}""";

    private static readonly ResourceTypes Types = new(FhirDefinitions.R4);

    [Fact]
    public void A_policy_has_a_word_for_each_type_and_one_for_the_rest()
    {
        var policy = ProfilePolicy.Parse("warn, Patient=enforce,Observation=off", Types, out _)!;
        Assert.Equal(ProfileMode.Enforce, policy.Of("Patient"));
        Assert.Equal(ProfileMode.Off, policy.Of("Observation"));
        Assert.Equal(ProfileMode.Warn, policy.Of("Basic"));
        Assert.Equal(ProfileMode.Off, ProfilePolicy.None.Of("Patient"));
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("Unicorn=warn")]
    [InlineData("Patient=maybe")]
    public void A_policy_that_cannot_be_read_says_why(string text)
    {
        Assert.Null(ProfilePolicy.Parse(text, Types, out var fault));
        Assert.NotNull(fault);
    }

    [Fact]
    public async Task Off_looks_at_structure_alone()
    {
        await using var host = await HavelHost.Start();
        Assert.Equal(201, (await host.AsSystem().Put("Patient/pol", Broken)).Status);
    }

    [Fact]
    public async Task Warn_tells_whoever_asks_for_an_outcome()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions { Profiles = "warn" });
        var answer = await host.AsSystem().Put("Patient/pol", Broken, ("Prefer", "return=OperationOutcome"));
        Assert.Equal(201, answer.Status);
        Assert.Contains("pat-1", answer.Diagnostics);
        Assert.DoesNotContain("\"error\"", answer.Text);
        Assert.Contains("\"Patient\"", (await host.AsSystem().Get("Patient/pol")).Text);
    }

    [Fact]
    public async Task Enforce_refuses_in_every_way_to_write()
    {
        await using var host = await HavelHost.Start(new HavelHostOptions { Profiles = "Patient=enforce" });
        var system = host.AsSystem();
        Assert.Equal(422, (await system.Put("Patient/pol", Broken)).Status);
        Assert.Equal(422, (await system.Post("Patient", Broken)).Status);
        var entry = $$"""{"resource":{{Broken}},"request":{"method":"PUT","url":"Patient/pol"} }""";
        var transaction = await system.Post(
            "", $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{entry}}] }""");
        Assert.Equal(422, transaction.Status);
        Assert.Contains("Bundle.entry[0].resource.contact[0]", transaction.Text);
        var batch = await system.Post("", $$"""{"resourceType":"Bundle","type":"batch","entry":[{{entry}}] }""");
        Assert.Contains("422", batch.Text);
        Assert.Equal(404, (await system.Get("Patient/pol")).Status);
        Assert.Equal(201, (await system.Put("Patient/pol", """{"resourceType":"Patient","id":"pol"}""")).Status);
    }

    [Fact]
    public async Task An_import_meets_the_policy_too()
    {
        using var line = new CommandLine();
        var file = line.File("a.json", Broken);
        var enforced = await CommandLine.Run("import", file, "--data", line.Data, "--profiles", "enforce");
        Assert.Equal(2, enforced.Exit);
        Assert.Contains("pat-1", await File.ReadAllTextAsync(Path.Combine(line.Data, "import-report.tsv")));
        var warned = await CommandLine.Run("import", file, "--data", line.Data, "--profiles", "warn");
        Assert.Contains("0 faulty, 1 with a warning", warned.Output);
        Assert.Matches(@"Patient\s+1\s+0\s+0\s+0", warned.Output);
        Assert.Equal(1, (await CommandLine.Run("import", file, "--data", line.Data, "--profiles", "x")).Exit);
    }
}
