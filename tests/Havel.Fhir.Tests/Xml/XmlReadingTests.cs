using Havel.Fhir.Issues;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

public sealed class XmlReadingTests
{
    [Theory]
    [InlineData("<active value='true'/>", """ "active":true """)]
    [InlineData("<multipleBirthInteger value='2'/>", """ "multipleBirthInteger":2 """)]
    [InlineData("<birthDate value='1970'/>", """ "birthDate":"1970" """)]
    [InlineData("<birthDate id='a' value='1970'/>", """ "birthDate":"1970","_birthDate":{"id":"a"} """)]
    [InlineData(
        "<birthDate><extension url='http://x'><valueCode value='y'/></extension></birthDate>",
        """ "_birthDate":{"extension":[{"url":"http://x","valueCode":"y"}]} """)]
    [InlineData(
        "<name><given value='A'/><given id='b' value='B'/></name>",
        """ "name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}] """)]
    [InlineData(
        "<name><given id='a'/><given value='B'/></name>",
        """ "name":[{"given":[null,"B"],"_given":[{"id":"a"},null]}] """)]
    [InlineData("<name><given id='a'/></name>", """ "name":[{"_given":[{"id":"a"}]}] """)]
    [InlineData("<name id='n'><family value='F'/></name>", """ "name":[{"id":"n","family":"F"}] """)]
    [InlineData(
        "<contained><Basic><id value='b'/><code><text value='x'/></code></Basic></contained>",
        """ "contained":[{"resourceType":"Basic","id":"b","code":{"text":"x"}}] """)]
    public void An_element_becomes_its_member(string content, string members) =>
        Assert.Equal($$"""{"resourceType":"Patient",{{members.Trim()}}}""", ReadXml.PatientJson(content));

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.50")]
    [InlineData("0.000000000000000000000000000000000001")]
    [InlineData("-12345678901234567890.12345678901234567890")]
    [InlineData("1E-22")]
    public void A_decimal_keeps_its_digits(string digits) => Assert.Contains(
        $"\"value\":{digits}}}",
        ReadXml.Json($"""
            <Observation {ReadXml.Namespace}><status value="final"/><code><text value="x"/></code>
            <valueQuantity><value value="{digits}"/></valueQuantity></Observation>
            """));

    [Theory]
    [InlineData("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\\\"e'f")]
    [InlineData("&#246;&#x1F600;", "\u00F6\U0001F600")]
    [InlineData("a&#10;b&#13;c&#9;d", "a\\nb\\rc\\td")]
    [InlineData("a\r\nb\nc\td", "a b c d")]
    [InlineData("a\\b", "a\\\\b")]
    public void References_and_whitespace_mean_what_xml_says(string value, string json) =>
        Assert.Contains($"\"family\":\"{json}\"", ReadXml.PatientJson($"<name><family value=\"{value}\"/></name>"));

    [Fact]
    public void Comments_and_instructions_and_blanks_are_passed_over() => Assert.Equal(
        """{"resourceType":"Patient","active":true}""",
        ReadXml.Json($"""
            <?xml version="1.0" encoding="UTF-8" standalone='yes'?>
            <?style x?> <!-- a -->
            <Patient {ReadXml.Namespace} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://hl7.org/fhir ../patient.xsd">
              <!-- b --> <active value = "true" > <?y?> </active >
            </Patient> <!-- c --> <?z?>
            """.TrimStart()));

    [Fact]
    public void A_narrative_stays_as_it_was_sent()
    {
        const string Div = "<div xmlns='http://www.w3.org/1999/xhtml'>\n a &lt; b &#160;<!-- x --><br/>"
            + "<p  class='y' >z</p>\t</div>";
        var result = ReadXml.Any(
            $"<Patient {ReadXml.Namespace}><text><status value='empty'/>{Div}</text></Patient>");
        Assert.Equal(Div, result.Table!.Root.Child("text").TextOf("div"));
    }

    [Fact]
    public void Prefixes_are_understood_and_taken_off_the_narrative() => Assert.Equal(
        """{"resourceType":"Patient","text":{"status":"empty","div":"<div """
            + """xmlns=\"http://www.w3.org/1999/xhtml\" class=\"a\"><b>x</b><br/></div>"},"active":true}""",
        ReadXml.Json("""
            <f:Patient xmlns:f="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><f:text>
            <f:status value="empty"/><h:div class="a"><h:b>x</h:b><h:br/></h:div></f:text>
            <f:active value="true"/></f:Patient>
            """));

    [Fact]
    public void Another_order_is_read_and_told()
    {
        var result = ReadXml.Any(
            $"<Patient {ReadXml.Namespace}>\n<birthDate value='1970'/>\n<active value='true'/>\n</Patient>");
        Assert.True(result.IsValid);
        var warning = Assert.Single(result.Issues);
        Assert.Equal((IssueSeverity.Warning, 3, 1), (warning.Severity, warning.Line, warning.Column));
    }

    [Fact]
    public void Values_of_one_element_may_stand_apart() => Assert.Equal(
        """{"resourceType":"Patient","active":true,"name":[{"family":"F","given":["A","B"],"_given":"""
            + """[null,{"id":"b"}]},{"text":"t"}],"birthDate":"1970"}""",
        ReadXml.PatientJson("""
            <name><given value="A"/><family value="F"/><given id="b" value="B"/></name>
            <birthDate value="1970"/><name><text value="t"/></name><active value="true"/>
            """));

    [Theory]
    [InlineData("<?xml version='1.0' ?>")]
    [InlineData("<?xml\tversion = \"1.0\"\nencoding = 'utf-8' standalone='no' ?>")]
    [InlineData("<?xml version='1.0' standalone='yes'?><?a?><?b c?>")]
    public void Every_form_of_declaration_that_xml_has_is_read(string head) =>
        Assert.Equal("""{"resourceType":"Patient"}""", ReadXml.Json($"{head}<Patient {ReadXml.Namespace}/>"));

    [Fact]
    public void A_number_of_a_character_may_have_any_count_of_zeros() =>
        Assert.Contains(
            "\"aAb\"",
            ReadXml.PatientJson($"<name><family value='a&#{new string('0', 200)}65;b'/></name>"),
            StringComparison.Ordinal);

    [Fact]
    public void A_namespace_is_what_its_references_stand_for() =>
        Assert.Contains(
            "true",
            ReadXml.Json("<Patient xmlns='http://hl7.org/f&#104;ir'><active value='true'/></Patient>"),
            StringComparison.Ordinal);
}
