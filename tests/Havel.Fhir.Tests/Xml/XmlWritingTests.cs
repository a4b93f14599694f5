using System.Text;
using Havel.Fhir.Tests.Parsing;
using Havel.Fhir.Xml;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

public sealed class XmlWritingTests
{
    [Theory]
    [InlineData(""" "active":true """, "<active value=\"true\"/>")]
    [InlineData(""" "birthDate":"1970","_birthDate":{"id":"a"} """, "<birthDate id=\"a\" value=\"1970\"></birthDate>")]
    [InlineData(
        """ "_birthDate":{"extension":[{"url":"http://x","valueCode":"y"}]} """,
        "<birthDate><extension url=\"http://x\"><valueCode value=\"y\"/></extension></birthDate>")]
    [InlineData(
        """ "name":[{"given":[null,"B"],"_given":[{"id":"a"},null]}] """,
        "<name><given id=\"a\"></given><given value=\"B\"/></name>")]
    [InlineData(
        """ "extension":[{"valueDecimal":1.50,"url":"http://x","id":"e"}] """,
        "<extension url=\"http://x\" id=\"e\"><valueDecimal value=\"1.50\"/></extension>")]
    [InlineData(
        """ "contained":[{"resourceType":"Basic","id":"b","code":{"text":"x"}}] """,
        "<contained><Basic><id value=\"b\"/><code><text value=\"x\"/></code></Basic></contained>")]
    [InlineData(
        """ "name":[{"family":"a<b>&\"'\n\r\t\\ö\uD83D\uDE00\uFFFF"}] """,
        "<name><family value=\"a&lt;b>&amp;&quot;'&#10;&#13;&#9;\\ö\U0001F600\uFFFD\"/></name>")]
    [InlineData(
        """ "birthDate":"1970","active":true,"name":[{"given":["A"],"family":"F"}] """,
        "<active value=\"true\"/><name><family value=\"F\"/><given value=\"A\"/></name><birthDate value=\"1970\"/>")]
    public void A_member_becomes_its_element(string members, string content) => Assert.Equal(
        $"<Patient {ReadXml.Namespace}>{content}</Patient>", Xml($$"""{"resourceType":"Patient",{{members}}}"""));

    [Theory]
    [InlineData("<div>x</div>", "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>")]
    [InlineData("<div class='a'>x</div>", "<div xmlns=\"http://www.w3.org/1999/xhtml\" class='a'>x</div>")]
    [InlineData(
        "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">\\n&lt;<br/>&#160;</div>",
        "<div xmlns=\"http://www.w3.org/1999/xhtml\">\n&lt;<br/>&#160;</div>")]
    [InlineData(
        "<div>&nbsp;&euro;&unicorn;</div>",
        "<div xmlns=\"http://www.w3.org/1999/xhtml\">&#160;&#8364;&amp;unicorn;</div>")]
    public void A_narrative_is_written_as_it_is(string json, string xml) => Assert.Contains(
        $"<text><status value=\"empty\"/>{xml}</text>",
        Xml($$$"""{"resourceType":"Patient","text":{"status":"empty","div":"{{{json}}}"}}"""));

    [Fact]
    public void A_resource_within_another_is_written_by_itself()
    {
        var bundle = Parse.Valid("""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}
            """);
        var patient = bundle.Root.Child("entry").Child("resource");
        Assert.Equal(
            $"<Patient {ReadXml.Namespace}><id value=\"a\"/></Patient>",
            Encoding.UTF8.GetString(XmlResourceWriter.Write(patient)));
    }

    [Fact]
    public void What_is_no_resource_cannot_be_a_document() => Assert.Throws<ArgumentException>(() =>
        XmlResourceWriter.Write(Parse.Valid("""{"resourceType":"Patient","id":"a"}""").Root.Child("id")));

    private static string Xml(string json) => Encoding.UTF8.GetString(XmlResourceWriter.Write(Parse.Valid(json)));
}
