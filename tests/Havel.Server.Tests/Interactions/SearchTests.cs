using Xunit;

namespace Havel.Server.Tests.Interactions;

public sealed class SearchTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Fact]
    public async Task A_search_finds_by_token_and_says_how_many()
    {
        await StoreObservations("s1", 3);
        var found = await _system.Get("Observation?patient=Patient/s1&code=http://loinc.org|8867-4");
        Assert.Equal(200, found.Status);
        Assert.Equal(3, found.Total);
        Assert.Equal(3, found.Ids.Count);
        Assert.Equal($"{HavelHost.Base}/Observation/s1-0", found.Entries[0].GetProperty("fullUrl").GetString());
        Assert.Equal("match", found.Entries[0].GetProperty("search").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task A_form_asks_what_a_url_asks()
    {
        await StoreObservations("s2", 2);
        var byUrl = await _system.Get("Observation?patient=Patient/s2");
        var byForm = await _system.Search("Observation/_search", "patient=Patient%2Fs2");
        Assert.Equal(byUrl.Text, byForm.Text);
        Assert.Equal(415, (await _system.Post("Observation/_search", "{}")).Status);
    }

    [Fact]
    public async Task Pages_joined_are_the_whole()
    {
        await StoreObservations("s3", 7);
        var all = (await _system.Get("Observation?patient=Patient/s3")).Ids;
        var joined = new List<string>();
        var page = await _system.Get("Observation?patient=Patient/s3&_count=3");
        while (true)
        {
            joined.AddRange(page.Ids);
            Assert.Equal(7, page.Total);
            if (page.Link("next") is not { } next)
                break;

            page = await _system.Get(next);
        }

        Assert.Equal(all, joined);
    }

    [Fact]
    public async Task A_page_token_serves_nobody_else_no_other_query_and_not_for_ever()
    {
        await StoreObservations("s4", 4);
        var next = (await _system.Get("Observation?patient=Patient/s4&_count=2")).Link("next")!;
        Assert.Equal(200, (await _system.Get(next)).Status);
        Assert.Equal(400, (await fixture.Host.AsPractitioner("p", "o").Get(next)).Status);
        Assert.Equal(400, (await _system.Get(next.Replace("s4", "s3", StringComparison.Ordinal))).Status);
        Assert.Equal(400, (await _system.Get(next[..^5] + "AAAAA")).Status);
        Assert.Equal(400, (await _system.Get("Observation?_page=x")).Status);
        fixture.Host.Clock.Advance(TimeSpan.FromHours(2));
        var late = await _system.Get(next);
        Assert.Equal(400, late.Status);
        Assert.Contains("expired", late.Diagnostics);
    }

    [Fact]
    public async Task All_page_tokens_are_of_one_length()
    {
        await StoreObservations("s5", 4);
        var plain = (await _system.Get("Observation?patient=Patient/s5&_count=1")).Link("next")!;
        var sorted = (await _system.Get("Observation?patient=Patient/s5&_count=1&_sort=-date")).Link("next")!;
        Assert.Equal(Token(plain).Length, Token(sorted).Length);
    }

    [Theory]
    [InlineData("family,given,address-city")]
    [InlineData("-name,family,-given,address-city,_id")]
    public async Task Pages_sorted_by_several_long_texts_joined_are_the_whole(string sort)
    {
        var order = sort[0] == '-' ? "down" : "up";
        var name = string.Concat(Enumerable.Repeat("Wolfeschlegelsteinhausen", 8));
        foreach (var letter in "abc")
        {
            await _system.Store($$"""
                {"resourceType":"Patient","id":"long-{{order}}-{{letter}}",
                 "identifier":[{"value":"long-{{order}}"}],
                 "name":[{"family":"{{name}}{{letter}}","given":["{{letter}}{{name}}"]}],
                 "address":[{"city":"{{name}}"}]}
                """);
        }

        var plain = (await _system.Get($"Patient?identifier=long-{order}&_count=1")).Link("next")!;
        var all = (await _system.Get($"Patient?identifier=long-{order}&_sort={sort}")).Ids;
        var next = $"Patient?identifier=long-{order}&_sort={sort}&_count=1";
        var joined = new List<string>();
        while (next is not null)
        {
            var page = await _system.Get(next);
            Assert.Equal(200, page.Status);
            joined.AddRange(page.Ids);
            next = page.Link("next");
            if (next is not null)
                Assert.Equal(Token(plain).Length, Token(next).Length);
        }

        Assert.Equal(3, all.Count);
        Assert.Equal(all, joined);
    }

    [Fact]
    public async Task What_is_unknown_is_reported_or_refused_as_the_client_prefers()
    {
        await StoreObservations("s6", 1);
        var lenient = await _system.Get("Observation?patient=Patient/s6&colour=blue");
        Assert.Equal(200, lenient.Status);
        Assert.DoesNotContain("colour", lenient.Link("self"));
        var outcome = lenient.Entries[^1];
        Assert.Equal("outcome", outcome.GetProperty("search").GetProperty("mode").GetString());
        Assert.Contains("colour", outcome.GetRawText());

        var strict = await _system.Get("Observation?patient=Patient/s6&colour=blue", ("Prefer", "handling=strict"));
        Assert.Equal(400, strict.Status);
        Assert.Contains("colour", strict.Diagnostics);
    }

    [Fact]
    public async Task A_count_alone_has_no_entries()
    {
        await StoreObservations("s7", 2);
        var count = await _system.Get("Observation?patient=Patient/s7&_summary=count");
        Assert.Equal(2, count.Total);
        Assert.Empty(count.Entries);
    }

    [Fact]
    public async Task A_compartment_is_searched_by_its_patient()
    {
        await StoreObservations("s8", 2);
        await StoreObservations("s9", 1);
        Assert.Equal(2, (await _system.Get("Patient/s8/Observation")).Total);
        Assert.Equal(1, (await _system.Get("Patient/s9/Observation?code=http://loinc.org|8867-4")).Total);
        Assert.Equal(0, (await _system.Get("Patient/nobody/Observation")).Total);
    }

    [Fact]
    public async Task The_whole_system_is_searched_by_type_list()
    {
        await StoreObservations("s10", 1);
        var found = await _system.Get("?_type=Patient,Observation&_id=s10,s10-0");
        Assert.Equal(["Observation/s10-0", "Patient/s10"], found.Ids.Order());
    }

    [Theory]
    [InlineData("_summary=true", "status", "subject")]
    [InlineData("_summary=text", "status", "effectiveDateTime")]
    [InlineData("_elements=effectiveDateTime", "effectiveDateTime", "subject")]
    [InlineData("_elements=effective", "effectiveDateTime", "subject")]
    public async Task A_part_of_each_resource_is_sent_and_says_so(string asked, string kept, string dropped)
    {
        await StoreObservations("s11", 1);
        var found = await _system.Get("Observation?patient=Patient/s11&" + asked);
        var one = await _system.Get("Observation/s11-0?" + asked);
        foreach (var resource in new[] { found.Entries[0].GetProperty("resource").GetRawText(), one.Text })
        {
            Assert.Contains("SUBSETTED", resource);
            Assert.Contains($"\"{kept}\"", resource);
            if (asked != "_summary=true")
                Assert.DoesNotContain($"\"{dropped}\"", resource);
        }

        Assert.Equal(200, (await _system.Get($"Observation?patient=Patient/s11&{asked}&_format=xml")).Status);
    }

    [Fact]
    public async Task Every_page_knows_the_first()
    {
        await StoreObservations("s12", 3);
        var first = await _system.Get("Observation?patient=Patient/s12&_count=2");
        var second = await _system.Get(first.Link("next")!);
        Assert.Equal(first.Link("self"), first.Link("first"));
        Assert.Equal(first.Link("self"), second.Link("first"));
        Assert.Null((await _system.Get("Observation?patient=Patient/s12")).Link("first"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&_sort=-date")]
    [InlineData("&_sort=code,date")]
    public async Task A_page_knows_the_one_before_it(string sort)
    {
        await StoreObservations("s13", 5);
        var first = await _system.Get("Observation?patient=Patient/s13&_count=2" + sort);
        var second = await _system.Get(first.Link("next")!);
        var third = await _system.Get(second.Link("next")!);
        Assert.Null(first.Link("previous"));
        Assert.Null(third.Link("next"));
        var back = await _system.Get(third.Link("previous")!);
        Assert.Equal(second.Ids, back.Ids);
        Assert.Equal(third.Ids, (await _system.Get(back.Link("next")!)).Ids);
        var start = await _system.Get(back.Link("previous")!);
        Assert.Equal(first.Ids, start.Ids);
        Assert.Null(start.Link("previous"));
        Assert.Equal(first.Link("next")!.Length, third.Link("previous")!.Length);
    }

    [Fact]
    public async Task What_is_near_is_told_with_its_distance()
    {
        await _system.Store("""
            {"resourceType":"Location","id":"far","position":{"latitude":53.5511,"longitude":9.9937} }
            """);
        await _system.Store("""
            {"resourceType":"Location","id":"close","name":"Mitte","position":{"longitude":13.3777,"latitude":52.5255} }
            """);
        var found = await _system.Get("Location?near=52.52|13.405|300|km&_sort=near&_elements=name");
        Assert.Equal(["Location/close", "Location/far"], found.Ids);
        Assert.Contains("\"search\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
            + "location-distance\",\"valueDistance\":{\"value\":1.946,\"unit\":\"km\","
            + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"km\"}}],\"mode\":\"match\"}", found.Text);
        Assert.Contains(
            "\"valueDistance\":{\"value\":1.209,\"unit\":\"[mi_us]\"",
            (await _system.Get("Location?near=52.52|13.405|2|[mi_us]")).Text);
        var xml = await _system.Get("Location?near=52.52|13.405|2|[mi_us]&_format=xml");
        Assert.Contains("location-distance", xml.Text);
        Assert.DoesNotContain("location-distance", (await _system.Get("Location?name=Mitte")).Text);
        var refused = await _system.Get("Location?near=Berlin", ("Prefer", "handling=lenient"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("latitude|longitude|distance|unit", refused.Diagnostics);
    }

    [Fact]
    public async Task What_is_contained_is_answered_within_its_container_or_alone()
    {
        await _system.Store("""
            {"resourceType":"MedicationRequest","id":"holds","status":"active","intent":"order",
             "subject":{"reference":"Patient/s14"},"medicationReference":{"reference":"#m"},
             "contained":[{"resourceType":"Medication","id":"m","status":"active","code":{"text":"Salbe"} }]}
            """);
        var containers = await _system.Get("Medication?_contained=true&status=active");
        Assert.Equal(["MedicationRequest/holds"], containers.Ids);
        var alone = await _system.Get("Medication?_contained=true&_containedType=contained&status=active");
        var entry = Assert.Single(alone.Entries);
        Assert.Equal($"{HavelHost.Base}/MedicationRequest/holds#m", entry.GetProperty("fullUrl").GetString());
        Assert.Equal("Medication", entry.GetProperty("resource").GetProperty("resourceType").GetString());
        Assert.Equal(1, alone.Total);
        Assert.Equal(200, (await _system.Get(alone.Link("self")! + "&_summary=true&_format=xml")).Status);
        Assert.Equal(0, (await _system.Get("Medication?status=active&_contained=false&_summary=count")).Total);
        Assert.Equal(1, (await _system.Get("Medication?status=active&_contained=both&_summary=count")).Total);
    }

    [Theory]
    [InlineData("Medication?_contained=yes")]
    [InlineData("Medication?_contained=true&_containedType=all")]
    [InlineData("?_type=Medication,Patient&_contained=true")]
    [InlineData("Medication?_contained=true&_sort=status")]
    [InlineData("MedicationRequest?_contained=true&_include=*")]
    [InlineData("MedicationRequest?_contained=true&subject:Patient.name=a")]
    [InlineData("Patient?_contained=both&_has:Observation:patient:code=a")]
    [InlineData("Patient/s14/Observation?_contained=true")]
    public async Task Where_contained_resources_cannot_be_searched_it_is_said(string query)
    {
        var refused = await _system.Get(query);
        Assert.Equal(400, refused.Status);
        Assert.Contains("_contained", refused.Diagnostics);
    }

    private static string Token(string link) => link[(link.IndexOf("_page=", StringComparison.Ordinal) + 6)..];

    private async Task StoreObservations(string patient, int count)
    {
        await _system.Store($$"""{"resourceType":"Patient","id":"{{patient}}"}""");
        for (var i = 0; i < count; i++)
        {
            await _system.Store($$"""
                {"resourceType":"Observation","id":"{{patient}}-{{i}}","status":"final",
                 "effectiveDateTime":"2026-01-0{{i + 1}}",
                 "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
                 "subject":{"reference":"Patient/{{patient}}"} }
                """);
        }
    }
}
