using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class MetaTemplateTests
{
    private const long Updated = 1_795_365_660_123;
    private const string Meta = "\"versionId\":\"3\",\"lastUpdated\":\"2026-11-22T16:41:00.123Z\"";

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", """{"resourceType":"Patient","id":"x","meta":{M}}""")]
    [InlineData("""{"resourceType":"Patient","active":true}""",
        """{"resourceType":"Patient","id":"x","meta":{M},"active":true}""")]
    [InlineData("""{"active":true,"resourceType":"Patient"}""",
        """{"active":true,"resourceType":"Patient","id":"x","meta":{M}}""")]
    [InlineData("""{"id":"old","resourceType":"Patient"}""", """{"id":"x","meta":{M},"resourceType":"Patient"}""")]
    [InlineData("""
        { "resourceType" : "Patient", "id" : "x" ,
          "active" : true }
        """, """{"resourceType":"Patient","id":"x","meta":{M},"active":true}""")]
    [InlineData("""{"resourceType":"Patient","meta":{"source":"http://s"}}""",
        """{"resourceType":"Patient","id":"x","meta":{M,"source":"http://s"}}""")]
    [InlineData("""{"meta":{"source":"http://s"},"resourceType":"Patient"}""",
        """{"meta":{M,"source":"http://s"},"resourceType":"Patient","id":"x"}""")]
    [InlineData("""{"resourceType":"Patient","id":"x","meta":{"versionId":"9","lastUpdated":"2020-01-01T00:00:00Z"}}""",
        """{"resourceType":"Patient","id":"x","meta":{M}}""")]
    [InlineData("""
        {"resourceType":"Patient","id":"x","meta":{ "profile" : ["p"],
         "versionId" : "9", "_versionId":{"id":"v"}, "tag":[{ "code":"{\"versionId\":1}" }],
         "lastUpd\u0061ted":"2020-01-01T00:00:00Z"}}
        """,
        """{"resourceType":"Patient","id":"x","meta":{M,"profile":["p"],"tag":[{"code":"{\"versionId\":1}"}]}}""")]
    public void Version_and_time_stand_first_in_meta(string json, string expected)
    {
        var template = MetaTemplate.Create(Parse.Valid(json), "x");

        Assert.Equal(expected.Replace("{M", "{" + Meta), Encoding.UTF8.GetString(template.Write(3, Updated)));
    }

    [Fact]
    public void The_same_content_has_the_same_body_whatever_its_version()
    {
        var first = MetaTemplate.Create(Parse.Valid("""{"resourceType":"Patient","id":"x","active":true}"""), "x");
        var stored = Encoding.UTF8.GetString(first.Write(7, Updated));

        var second = MetaTemplate.Create(Parse.Valid(stored), "x");
        Assert.Equal(stored, Encoding.UTF8.GetString(second.Write(7, Updated)));
        Assert.Equal(second.Write(int.MaxValue, 0), first.Write(int.MaxValue, 0));
    }

    [SharedFact("data/mii")]
    public void Every_real_resource_stays_valid_and_loses_nothing()
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        foreach (var (place, utf8) in RealData.Mii())
        {
            if (parser.Parse(utf8).Table is not { } table)
                continue;

            var written = parser.Parse(MetaTemplate.Create(table, "new").Write(1, Updated));
            Assert.True(written.IsValid && written.Table.IsCompact, place);
            Assert.Equal("new", written.Table.Root.TextOf("id"));
            Assert.Equal("1", written.Table.Root.Child("meta").TextOf("versionId"));
            Assert.True(written.Table.Count >= table.Count, place);
        }
    }
}
