using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

public sealed class DeclaredProfileTests
{
    private const string NeedsName = """{"id":"Patient.name","path":"Patient.name","min":1}""";
    private const string Nameless = """
        {"resourceType":"Patient","meta":{"profile":["http://x.test/p"]},"active":true}
        """;

    [Fact]
    public void A_declared_profile_is_followed() =>
        ProfileWorld.Of("Patient", NeedsName).Refuses(Nameless, "Patient", "at least 1 of \"name\"", profile: null);

    [Fact]
    public void A_declared_profile_may_be_left_unfollowed()
    {
        var world = ProfileWorld.Of("Patient", NeedsName);
        world.Settings = world.Settings with { FollowDeclaredProfiles = false };
        world.Accepts(Nameless, null);
    }

    [Fact]
    public void A_declared_profile_that_nobody_knows_is_a_warning() =>
        new ProfileWorld().Refuses(Nameless, "Patient.meta.profile[0]", "not known here", IssueSeverity.Warning,
            profile: null);

    [Theory]
    [InlineData("http://x.test/p|1.0", 1)]
    [InlineData("http://x.test/p|2.0", 0)]
    public void A_version_counts(string canonical, int errors) =>
        Assert.Equal(errors, ProfileWorld.Of("Patient", NeedsName)
            .Validate(Nameless.Replace("http://x.test/p", canonical, StringComparison.Ordinal), null)
            .Count(issue => issue.IsError));

    [Fact]
    public void A_fault_is_told_once_though_the_base_profile_says_the_same()
    {
        var world = ProfileWorld.Of("Patient", NeedsName)
            .With("http://x.test/q", "Patient", """{"id":"Patient.gender","path":"Patient.gender"}""",
                parent: "http://x.test/p");
        world.Refuses("""
            {"resourceType":"Patient","meta":{"profile":["http://x.test/p","http://x.test/q"]},"active":true}
            """, "Patient", "at least 1 of \"name\"", profile: null);
    }

    [Fact]
    public void Entries_and_contained_resources_follow_their_own_profiles()
    {
        var world = ProfileWorld.Of("Patient", NeedsName);
        world.Refuses($$$"""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{{{Nameless}}}}]}
            """, "Bundle.entry[0].resource", "\"name\"", profile: null);
        world.Refuses($$$"""
            {"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b","resource":{{{Nameless}}}}]}]}
            """, "Parameters.parameter[0].part[0].resource", "\"name\"", profile: null);
    }

    [Fact]
    public void Faults_of_structure_come_first_and_do_not_hide_the_rest()
    {
        var issues = ProfileWorld.Of("Patient", NeedsName).Validate("""{"resourceType":"Patient","colour":"red"}""");
        Assert.Contains("colour", issues[0].Issue.Message, StringComparison.Ordinal);
        Assert.Contains(issues, issue => issue.Issue.Message.Contains("\"name\"", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_resource_at_all_is_an_issue()
    {
        var issues = new ProfileWorld().Validate("{]", null);
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.True(issue.IsError));
    }
}
