using System.Diagnostics;
using System.Globalization;
using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>Definitions that are wrong or hostile end in an issue, in bounded time.</summary>
public sealed class BadDefinitionTests
{
    [Fact]
    public void A_missing_base_is_told()
    {
        var result = Profile.Generate(Profile.Of("Patient", """{"path":"Patient"}""", parent: "http://x.test/nowhere"));

        Assert.Empty(result.Elements);
        var issue = Assert.Single(result.Issues);
        Assert.Equal(IssueType.NotFound, issue.Type);
        Assert.Contains("http://x.test/nowhere", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bases_in_a_circle_are_told_with_the_circle()
    {
        var one = Profile.Of("Patient", """{"path":"Patient"}""", "http://x.test/1", "http://x.test/2");
        var two = Profile.Of("Patient", """{"path":"Patient"}""", "http://x.test/2", "http://x.test/1");

        var result = Profile.Generate(one, two);

        Assert.Empty(result.Elements);
        Assert.Contains("http://x.test/1 <- http://x.test/2 <- http://x.test/1",
            string.Concat(result.Issues.Select(issue => issue.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_profile_that_needs_itself_falls_back_to_the_type()
    {
        var result = Profile.Generate(Profile.Of("Extension", """
            {"id":"Extension.extension:inner","path":"Extension.extension","sliceName":"inner",
             "type":[{"code":"Extension","profile":["http://x.test/p"]}]},
            {"id":"Extension.extension:inner.value[x]","path":"Extension.extension.value[x]","max":"0"}
            """));

        Assert.Equal(0, result.At("Extension.extension:inner.value[x]").Max);
        Assert.All(result.Issues, issue => Assert.False(issue.IsError));
    }

    [Fact]
    public void A_base_of_another_type_is_told()
    {
        var result = Profile.Generate(
            Profile.Of("Patient", """{"path":"Patient.name","min":1}""",
                parent: "http://hl7.org/fhir/StructureDefinition/Person"));

        Assert.Contains(result.Issues, issue => issue.IsError);
    }

    [Fact]
    public void A_chain_of_a_thousand_bases_is_refused()
    {
        var chain = Enumerable.Range(0, 1_000).Select(index => Profile.Of("Patient", """{"path":"Patient"}""",
            string.Create(CultureInfo.InvariantCulture, $"http://x.test/{index}"),
            string.Create(CultureInfo.InvariantCulture, $"http://x.test/{index + 1}"))).ToArray();

        var result = Profile.Generate(chain[0], chain);

        Assert.Contains(result.Issues, issue => issue.IsError);
    }

    [Fact]
    public void Slices_within_slices_cannot_grow_without_end()
    {
        var elements = new StringBuilder("""{"path":"Questionnaire"}""");
        var path = "Questionnaire.item";
        var id = "Questionnaire.item";
        for (var depth = 0; depth < 8; depth++, path += ".item", id += ".item")
        {
            for (var slice = 0; slice < 12; slice++)
            {
                elements.Append(CultureInfo.InvariantCulture,
                    $$""",{"id":"{{id}}:s{{slice}}","path":"{{path}}","sliceName":"s{{slice}}"}""");
                elements.Append(CultureInfo.InvariantCulture,
                    $$""",{"id":"{{id}}.item","path":"{{path}}.item","min":1}""");
            }
        }

        var watch = Stopwatch.StartNew();
        var result = Profile.Generate(Profile.Of("Questionnaire", elements.ToString()));

        Assert.NotEmpty(result.Issues);
        Assert.True(result.Elements.Count <= Limits.SnapshotElements);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_path_without_end_is_told()
    {
        var path = "Patient" + string.Concat(Enumerable.Repeat(".extension", 500));
        var result = Profile.Generate(Profile.Of("Patient", $$"""{"path":"Patient"},{"path":"{{path}}","min":1}"""));

        Assert.Contains("too deep", Assert.Single(result.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shipped_snapshot_that_contradicts_its_base_is_found()
    {
        var patient = Profile.Core.Find("http://hl7.org/fhir/StructureDefinition/Patient")!;
        var shipped = Profile.Of("Patient", """{"path":"Patient.gender"}""") with
        {
            Snapshot = [.. patient.Snapshot!.Select(element => element.Id == "Patient.gender"
                ? element with { Max = 5, Types = [new ProfileType("boolean", [], [])] } : element)],
        };

        var issues = SnapshotGenerator.Check(shipped, Profile.Core.Find);

        Assert.Equal(2, issues.Count);
        Assert.All(issues, issue => Assert.Contains("Patient.gender", issue.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shipped_snapshot_like_its_base_has_nothing_against_it()
    {
        var vital = Profile.Core.Find("http://hl7.org/fhir/StructureDefinition/bp")!;

        Assert.Empty(Profile.Core.Check(vital));
    }

    [Fact]
    public void An_element_without_path_is_told_and_passed_over()
    {
        var definition = Profile.Of("Patient", """{"id":"Patient.name"},{"path":"Patient.name","min":1}""");

        Assert.Single(definition.Differential);
        Assert.Equal(1, Profile.Generate(definition).At("Patient.name").Min);
    }
}
