using System.Net.Http.Headers;
using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Xunit;

namespace Havel.Server.Tests.Http;

/// <summary>JSON and XML on the whole interface. Source: https://hl7.org/fhir/R4/http.html#mime-type.</summary>
public sealed class FormatTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Json = "application/fhir+json; charset=utf-8";
    private const string Xml = "application/fhir+xml; charset=utf-8";

    private readonly HavelClient _system = fixture.Host.AsSystem();

    [Theory]
    [InlineData(null, "", Json)]
    [InlineData("application/fhir+xml", "", Xml)]
    [InlineData("application/xml", "", Xml)]
    [InlineData("text/xml", "", Xml)]
    [InlineData("application/fhir+xml; fhirVersion=4.0", "", Xml)]
    [InlineData("application/fhir+json;q=0.5, application/fhir+xml", "", Xml)]
    [InlineData("application/fhir+json, application/fhir+xml", "", Json)]
    [InlineData("application/fhir+xml, application/fhir+json", "", Xml)]
    [InlineData("application/fhir+xml;q=0.2, */*;q=0.1", "", Xml)]
    [InlineData("application/fhir+json;q=0, application/*", "", Xml)]
    [InlineData("text/html, */*;q=0.8", "", Json)]
    [InlineData("application/fhir+xml", "_format=json", Json)]
    [InlineData("application/fhir+json", "_format=xml", Xml)]
    [InlineData(null, "_format=application/fhir+xml", Xml)]
    [InlineData(null, "_format=application/fhir%2Bxml", Xml)]
    [InlineData(null, "_format=text/xml", Xml)]
    public async Task The_answer_has_the_format_that_was_asked_for(string? accept, string query, string expected)
    {
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        foreach (var path in (string[])["metadata", "Patient", "Patient/none", "_history", "Unicorn"])
        {
            var answer = await _system.Get($"{path}?{query}", headers);
            Assert.Equal(expected, answer.Header("Content-Type"));
            AssertReadable(answer);
        }
    }

    [Theory]
    [InlineData("text/turtle", "")]
    [InlineData("application/fhir+xml; fhirVersion=5.0", "")]
    [InlineData("application/fhir+json; charset=iso-8859-1", "")]
    [InlineData("application/fhir+json;q=0", "")]
    [InlineData(null, "_format=ttl")]
    public async Task What_is_not_spoken_is_refused_in_json(string? accept, string query)
    {
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        var answer = await _system.Get($"Patient?{query}", headers);
        Assert.Equal(406, answer.Status);
        Assert.Equal(Json, answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/fhir+xml; charset=iso-8859-1")]
    [InlineData("application/fhir+xml; fhirVersion=3.0")]
    public async Task What_is_not_understood_is_refused(string contentType)
    {
        var answer = await Send(HttpMethod.Post, "Patient", "<Patient xmlns='http://hl7.org/fhir'/>", contentType);
        Assert.Equal(415, answer.Status);
    }

    [Fact]
    public async Task A_resource_sent_in_xml_is_the_one_sent_in_json()
    {
        var put = await Send(HttpMethod.Put, "Patient/fx-1", """
            <?xml version="1.0" encoding="UTF-8"?>
            <Patient xmlns="http://hl7.org/fhir">
              <id value="fx-1"/>
              <!-- a comment -->
              <active value="true"/>
              <name><family value="K&#246;hler &amp; S&quot;hne"/></name>
            </Patient>
            """.Trim());
        Assert.Equal(201, put.Status);
        Assert.Equal(Json, put.Header("Content-Type"));
        var json = await _system.Get("Patient/fx-1");
        Assert.EndsWith(""","active":true,"name":[{"family":"Köhler & S\"hne"}]}""", json.Text);

        var xml = await _system.Get("Patient/fx-1", ("Accept", "application/fhir+xml"));
        Assert.Equal(json.Header("ETag"), xml.Header("ETag"));
        Assert.Equal(json.Header("Last-Modified"), xml.Header("Last-Modified"));
        Assert.Contains("""<family value="Köhler &amp; S&quot;hne"/>""", xml.Text);
        Assert.StartsWith("""<Patient xmlns="http://hl7.org/fhir"><id value="fx-1"/><meta>""", xml.Text);
        var head = await _system.Head("Patient/fx-1", ("Accept", "application/fhir+xml"));
        Assert.Equal(xml.Header("Content-Length"), head.Header("Content-Length"));
        Assert.Equal("Accept", head.Header("Vary"));
    }

    [Fact]
    public async Task Faults_name_the_lines_of_the_xml()
    {
        var answer = await Send(HttpMethod.Post, "Patient",
            "<Patient xmlns=\"http://hl7.org/fhir\">\n  <unicorn value=\"1\"/>\n"
            + "  <birthDate value=\"1970-13-01\"/>\n</Patient>");
        Assert.Equal(422, answer.Status);
        Assert.Contains("Patient has no element unicorn. (line 2, column 3)", answer.Diagnostics);
        Assert.Contains("(line 3, column 3)", answer.Diagnostics);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Patient xmlns=\"http://hl7.org/fhir\"/>")]
    [InlineData("<Patient/>")]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\">")]
    [InlineData("{}")]
    public async Task What_is_no_fhir_xml_gets_an_outcome(string body)
    {
        var answer = await Send(HttpMethod.Post, "Patient", body);
        Assert.InRange(answer.Status, 400, 422);
        Assert.Equal("OperationOutcome", answer.Json.GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task Each_entry_of_a_batch_in_xml_has_its_own_fault()
    {
        var answer = await Send(HttpMethod.Post, "", """
            <Bundle xmlns="http://hl7.org/fhir"><type value="batch"/>
            <entry><resource><Patient><id value="fx-2"/></Patient></resource>
              <request><method value="PUT"/><url value="Patient/fx-2"/></request></entry>
            <entry><resource><Patient><id value="fx-3"/>
              <unicorn/></Patient></resource>
              <request><method value="PUT"/><url value="Patient/fx-3"/></request></entry>
            <entry><resource><Patient><id value="fx-4"/><birthDate value="x"/></Patient></resource>
              <request><method value="PUT"/><url value="Patient/fx-4"/></request></entry>
            </Bundle>
            """);
        Assert.Equal(200, answer.Status);
        var statuses = answer.Entries.Select(entry => entry.GetProperty("response").GetProperty("status").GetString());
        Assert.Equal("201 Created, 422 Unprocessable Entity, 422 Unprocessable Entity", string.Join(", ", statuses));
        Assert.Contains("unicorn. (line 5, column 3)", answer.Text);
        Assert.Contains("(line 7, ", answer.Text);
    }

    [Fact]
    public async Task A_transaction_in_xml_is_answered_in_xml()
    {
        using var content = new StringContent("""
            <Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/>
            <entry><resource><Patient><id value="fx-5"/></Patient></resource>
              <request><method value="PUT"/><url value="Patient/fx-5"/></request></entry>
            <entry><request><method value="GET"/><url value="Patient?_id=fx-5"/></request></entry>
            </Bundle>
            """, Encoding.UTF8, "application/fhir+xml");
        var answer = await _system.Send(HttpMethod.Post, "", content, ("Accept", "application/fhir+xml"));
        Assert.Equal(200, answer.Status);
        Assert.Contains("""<type value="transaction-response"/>""", answer.Text);
        Assert.Contains("""<resource><Bundle><type value="searchset"/>""", answer.Text);
        AssertReadable(answer);
    }

    [Fact]
    public async Task A_fault_around_the_entries_refuses_the_whole_bundle()
    {
        var answer = await Send(HttpMethod.Post, "", """
            <Bundle xmlns="http://hl7.org/fhir"><type value="batch"/><unicorn/>
            <entry><resource><Patient><id value="fx-6"/></Patient></resource>
              <request><method value="PUT"/><url value="Patient/fx-6"/></request></entry></Bundle>
            """);
        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await _system.Get("Patient/fx-6")).Status);
    }

    [Fact]
    public async Task The_pages_of_a_search_keep_the_format_of_the_url()
    {
        foreach (var id in (string[])["fx-7", "fx-8", "fx-9"])
            await _system.Store($$"""{"resourceType":"Basic","id":"{{id}}","code":{"text":"x"} }""");

        var first = await _system.Get("Basic?_count=2&_format=xml");
        Assert.Contains("""<link><relation value="next"/><url value="http""", first.Text);
        var next = first.Text.Split("<relation value=\"next\"/><url value=\"")[1].Split('"')[0];
        var second = await _system.Get(next.Replace("&amp;", "&", StringComparison.Ordinal));
        Assert.Equal(Xml, second.Header("Content-Type"));
        Assert.Contains("<Basic>", second.Text);
    }

    [Fact]
    public async Task The_capability_statement_names_both_formats()
    {
        var formats = (await _system.Get("metadata")).Json.GetProperty("format");
        Assert.Contains("xml", formats.EnumerateArray().Select(format => format.GetString()));
    }

    private async Task<HavelAnswer> Send(
        HttpMethod method, string path, string body, string contentType = "application/fhir+xml")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await _system.Send(method, path, content);
    }

    private static void AssertReadable(HavelAnswer answer)
    {
        var parsed = XmlResourceReader.LooksLikeXml(answer.Body)
            ? XmlResourceReader.OfThread.Parse(answer.Body)
            : new ResourceParser(FhirDefinitions.R4).Parse(answer.Body);
        Assert.Empty(parsed.Issues);
    }
}
