using System.Text;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class BoundsTests
{
    [Fact]
    public void Profiles_that_name_each_other_in_circles_come_to_an_end()
    {
        var world = ProfileWorld.Of("Patient", """
            {"id":"Patient.link.other","path":"Patient.link.other","type":[{"code":"Reference",
             "targetProfile":["http://x.test/p"]}]},
            {"id":"Patient.gender","path":"Patient.gender","min":1}
            """);
        world.Accepts(Circle("male"), null);
        Assert.Contains(world.Validate(Circle(null), null), issue => issue.IsError);
    }

    [Fact]
    public void An_extension_within_itself_comes_to_an_end()
    {
        var world = new ProfileWorld().With("http://x.test/e", "Extension", """
            {"id":"Extension.extension","path":"Extension.extension","slicing":
              {"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
            {"id":"Extension.extension:e","path":"Extension.extension","sliceName":"e",
             "type":[{"code":"Extension","profile":["http://x.test/e"]}]},
            {"id":"Extension.url","path":"Extension.url","fixedUri":"http://x.test/e"}
            """);
        var nested = new StringBuilder("""{"url":"http://x.test/e","valueCode":"a"}""");
        for (var depth = 0; depth < 40; depth++)
            nested.Insert(0, """{"url":"http://x.test/e","extension":[""").Append("]}");
        world.Accepts($$$"""{"resourceType":"Patient","extension":[{{{nested}}}]}""", null);
    }

    [Fact]
    public void Errors_beyond_the_limit_are_not_told()
    {
        var world = ProfileWorld.Of("Patient", """{"id":"Patient.name.given","path":"Patient.name.given","min":1}""");
        world.Settings = world.Settings with { MaxIssues = 10 };
        var names = string.Join(',', Enumerable.Repeat("""{"family":"K"}""", 100));
        var issues = world.Validate($$$"""{"resourceType":"Patient","name":[{{{names}}}]}""");
        Assert.Equal(11, issues.Count);
        Assert.Contains("the rest was not checked", issues[^1].Issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_contradicts_R4_is_told_and_the_rest_is_checked()
    {
        var world = new ProfileWorld().With("""
            {"resourceType":"StructureDefinition","url":"http://x.test/p","version":"1.0","name":"P","status":"active",
             "kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","snapshot":{"element":[
              {"id":"Patient","path":"Patient","min":0,"max":"*"},
              {"id":"Patient.colour","path":"Patient.colour","min":1,"max":"1"},
              {"id":"Patient.name","path":"Patient.name","min":1,"max":"*"}]}}
            """);
        var issues = world.Validate("""{"resourceType":"Patient","active":true}""");
        Assert.Contains(
            "Patient.colour", issues.Single(issue => !issue.IsError).Issue.Message, StringComparison.Ordinal);
        Assert.Contains("\"name\"", issues.Single(issue => issue.IsError).Issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_without_a_base_is_told()
    {
        var world = ProfileWorld.Of("Patient", """{"id":"Patient.name","path":"Patient.name","min":1}""")
            .With("http://x.test/q", "Patient", "", parent: "http://x.test/none");
        Assert.True(Assert.Single(world.Validate("""{"resourceType":"Patient"}""", "http://x.test/q")).IsError);
    }

    [Fact]
    public void Many_threads_may_share_a_validator()
    {
        var world = ProfileWorld.Of("Patient", """{"id":"Patient.name","path":"Patient.name","min":1}""");
        world.Accepts("""{"resourceType":"Patient","name":[{"family":"a"}]}""");
        Parallel.For(0, 200, index => Assert.Equal(
            index % 2, world.Validate(index % 2 == 0
                ? """{"resourceType":"Patient","name":[{"family":"a"}]}"""
                : """{"resourceType":"Patient","active":true}""").Count(issue => issue.IsError)));
    }

    private static string Circle(string? gender)
    {
        var own = gender is null ? "\"active\":true" : $"\"gender\":\"{gender}\"";
        return $$$"""
            {"resourceType":"Bundle","type":"collection","entry":[
             {"fullUrl":"http://s/Patient/1","resource":{"resourceType":"Patient","id":"1","gender":"male",
              "meta":{"profile":["http://x.test/p"]},"link":[{"type":"seealso","other":{"reference":"Patient/2"}}]}},
             {"fullUrl":"http://s/Patient/2","resource":{"resourceType":"Patient","id":"2",{{{own}}},
              "link":[{"type":"seealso","other":{"reference":"Patient/1"}}]}}]}
            """;
    }
}
