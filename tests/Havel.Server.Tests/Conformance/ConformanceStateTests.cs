using Havel.Fhir.Definitions;
using Havel.Fhir.Packages;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Xunit;

namespace Havel.Server.Tests.Conformance;

public sealed class ConformanceStateTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelHost _host = fixture.Host;

    private ConformanceCatalog Catalog => _host.Deployment.Conformance.Current.Catalog;

    [Fact]
    public async Task A_stored_value_set_is_in_force_until_it_is_deleted()
    {
        const string Url = "http://example.org/ValueSet/life";
        var system = _host.AsSystem();
        Assert.Null(Catalog.Find("ValueSet", Url));

        await system.Store(ValueSet("life", Url, "1.0"));
        Assert.Equal("1.0", Catalog.Find("ValueSet", Url)!.Version);

        await system.Store(ValueSet("life", Url, "2.0"));
        Assert.Equal("2.0", Catalog.Find("ValueSet", Url)!.Version);
        Assert.Null(Catalog.Find("ValueSet", Url + "|1.0"));

        Assert.Equal(204, (await system.Delete("ValueSet/life")).Status);
        Assert.Null(Catalog.Find("ValueSet", Url));

        await system.Store(ValueSet("life", Url, "3.0"));
        Assert.Equal("3.0", Catalog.Find("ValueSet", Url)!.Version);
    }

    [Fact]
    public async Task A_posted_code_system_and_value_set_are_searched_by_until_they_are_deleted()
    {
        const string Search = "Observation?code:in=http://example.org/ValueSet/gait";
        const string Expand = "ValueSet/$expand?url=http://example.org/ValueSet/gait";
        var system = _host.AsSystem();
        await system.Store("""
            {"resourceType":"Observation","id":"gait","status":"final","subject":{"reference":"Patient/any"},
             "code":{"coding":[{"system":"http://example.org/gait","code":"limp"}]}}
            """);
        Assert.Equal(400, (await system.Get(Search)).Status);

        var codes = await system.Post("CodeSystem", """
            {"resourceType":"CodeSystem","url":"http://example.org/gait","status":"active","content":"complete",
             "concept":[{"code":"limp"}]}
            """);
        var values = await system.Post("ValueSet", """
            {"resourceType":"ValueSet","url":"http://example.org/ValueSet/gait","status":"active",
             "compose":{"include":[{"system":"http://example.org/gait"}]}}
            """);
        Assert.Equal((201, 201), (codes.Status, values.Status));
        Assert.Equal(["Observation/gait"], (await system.Get(Search)).Ids);
        Assert.Contains("\"limp\"", (await system.Get(Expand)).Text, StringComparison.Ordinal);

        await system.Delete(values.Header("Location")!.Split("/_history")[0]);
        Assert.Equal(400, (await system.Get(Search)).Status);
        Assert.Equal(404, (await system.Get(Expand)).Status);
    }

    [Fact]
    public async Task What_a_transaction_writes_is_in_force_as_one()
    {
        const string Url = "http://example.org/ValueSet/bundled";
        var answer = await _host.AsSystem().Post("", $$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{{ValueSet("b1", Url, "1.0")}},"request":{"method":"PUT","url":"ValueSet/b1"} },
             {"resource":{{ValueSet("b2", Url, "2.0")}},"request":{"method":"PUT","url":"ValueSet/b2"} }]}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["2.0", "1.0"], Catalog.Versions("ValueSet", Url).Select(one => one.Version!));
    }

    [Fact]
    public async Task What_is_refused_changes_nothing()
    {
        const string Url = "http://example.org/ValueSet/refused";
        var before = _host.Deployment.Conformance.Current;

        var answer = await _host.AsPractitioner("dr-a", "hosp-a").Post("ValueSet", ValueSet("refused", Url, "1"));

        Assert.Equal(403, answer.Status);
        Assert.Same(before, _host.Deployment.Conformance.Current);
    }

    [Fact]
    public async Task A_set_that_was_taken_stays_as_it_was()
    {
        const string Url = "http://example.org/ValueSet/taken";
        var before = _host.Deployment.Conformance.Current;
        await _host.AsSystem().Store(ValueSet("taken", Url, "1.0"));

        Assert.Null(before.Catalog.Find("ValueSet", Url));
        Assert.NotNull(Catalog.Find("ValueSet", Url));
    }

    [Fact]
    public async Task What_was_compiled_stays_where_nothing_it_depends_on_has_changed()
    {
        var before = _host.Deployment.Conformance.Current;
        await _host.AsSystem().Store(ValueSet("other", "http://example.org/ValueSet/other", "1.0"));
        var after = _host.Deployment.Conformance.Current;

        Assert.Same(before.Profiles, after.Profiles);
        Assert.NotSame(before.Terminology, after.Terminology);
        await _host.AsSystem().Store("""
            {"resourceType":"StructureDefinition","id":"own","url":"http://example.org/own","name":"Own",
             "status":"active","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
             "differential":{"element":[{"id":"Patient","path":"Patient"}]}}
            """);
        var last = _host.Deployment.Conformance.Current;

        Assert.NotSame(after.Profiles, last.Profiles);
        Assert.Same(after.Terminology, last.Terminology);
        Assert.NotNull(last.Profiles.Find("http://example.org/own"));
    }

    [Fact]
    public async Task Listeners_hear_of_a_change_before_the_writer_does()
    {
        const string Url = "http://example.org/ValueSet/heard";
        var heard = new List<string>();
        _host.Deployment.Conformance.Subscribe(types =>
        {
            if (types.Contains("ValueSet") && Catalog.Find("ValueSet", Url) is { } found)
                heard.Add(found.Version!);
        });
        await _host.AsSystem().Store(ValueSet("heard", Url, "1.0"));

        Assert.Contains("1.0", heard);
    }

    [Fact]
    public async Task A_restart_finds_what_is_stored()
    {
        const string Url = "http://example.org/ValueSet/kept";
        await using var host = await HavelHost.Start();
        await host.AsSystem().Store(ValueSet("kept", Url, "1.0"));
        await host.AsSystem().Store(ValueSet("gone", Url, "2.0"));
        await host.AsSystem().Delete("ValueSet/gone");
        await host.Restart();

        Assert.Equal("1.0", host.Deployment.Conformance.Current.Catalog.Find("ValueSet", Url)!.Version);
    }

    /// <summary>What is in force answers everybody, so it must be of a kind that everybody may see.</summary>
    [Fact]
    public void Every_type_in_force_is_directory_data()
    {
        var ownership = new Ownership(FhirDefinitions.R4);
        foreach (var type in ConformanceTypes.All)
        {
            var json = System.Text.Encoding.UTF8.GetBytes($$"""{"resourceType":"{{type}}","id":"x"}""");
            var table = new ResourceParser(FhirDefinitions.R4, new ParseOptions { KeepFaulty = true }).Parse(json);
            Assert.Equal(OwnerKind.Directory, ownership.Owners((table.Table ?? table.Faulty)!.Root).Kind);
        }
    }

    private static string ValueSet(string id, string url, string version) =>
        $$"""{"resourceType":"ValueSet","id":"{{id}}","url":"{{url}}","version":"{{version}}","status":"active"}""";
}
