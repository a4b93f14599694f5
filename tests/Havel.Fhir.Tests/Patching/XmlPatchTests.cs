using System.Text;
using Havel.Fhir.Parsing;
using Havel.Fhir.Patching;
using Xunit;

namespace Havel.Fhir.Tests.Patching;

/// <summary>XML Patch. Source: RFC 5261.</summary>
public sealed class XmlPatchTests
{
    private const string Eva =
        "{\"resourceType\":\"Patient\",\"id\":\"p\",\"text\":{\"status\":\"generated\"," +
        "\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>A</p></div>\"}," +
        "\"name\":[{\"family\":\"Novák\",\"given\":[\"Eva\",\"Maria\"]}],\"birthDate\":\"1970-01-01\"}";

    [Fact]
    public void An_attribute_is_replaced() => Gives(
        Eva.Replace("1970-01-01", "1971", StringComparison.Ordinal),
        """<diff xmlns:f="http://hl7.org/fhir"><replace sel="f:Patient/f:birthDate/@value">1971</replace></diff>""");

    [Fact]
    public void Names_without_prefix_are_of_the_default_namespace() => Gives(
        Eva.Replace("Maria", "Jana", StringComparison.Ordinal),
        """<diff xmlns="http://hl7.org/fhir"><replace sel="/Patient/name/given[2]/@value">Jana</replace></diff>""");

    [Fact]
    public void Elements_are_added_at_the_end_before_and_after() => Gives(
        Eva.Replace(
            "\"Eva\",\"Maria\"", "\"A\",\"Eva\",\"B\",\"Maria\",\"C\"", StringComparison.Ordinal),
        """
        <diff xmlns:f="http://hl7.org/fhir">
          <add sel="f:Patient/f:name/f:given[1]" pos="before"><f:given value="A"/></add>
          <add sel="f:Patient/f:name/f:given[@value='Eva']" pos="after"><f:given value="B"/></add>
          <add sel="f:Patient/f:name"><f:given value="C"/></add>
        </diff>
        """);

    [Fact]
    public void An_attribute_is_added_and_an_element_removed() => Gives(
        Eva.Replace("\"family\":\"Novák\",", "", StringComparison.Ordinal)
            .Replace("\"name\":[{", "\"name\":[{\"id\":\"n\",", StringComparison.Ordinal),
        """
        <diff xmlns:f="http://hl7.org/fhir">
          <remove sel="f:Patient/f:name/f:family" ws="both"/>
          <add sel="f:Patient/f:name[f:given/@value='Maria']" type="@id">n</add>
        </diff>
        """);

    [Fact]
    public void An_element_is_replaced_by_another() => Gives(
        Eva.Replace("Novák", "Kafka", StringComparison.Ordinal),
        """
        <d xmlns:f="http://hl7.org/fhir">
          <replace sel="*/f:name/f:family"><f:family value="Kafka"/></replace>
        </d>
        """);

    [Fact]
    public void Text_of_the_narrative_is_replaced() => Gives(
        Eva.Replace("<p>A</p>", "<p>B</p>", StringComparison.Ordinal),
        """
        <d xmlns:f="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml">
          <replace sel="f:Patient/f:text/h:div/h:p[.='A']/text()">B</replace>
        </d>
        """);

    [Theory]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE d [<!ENTITY e 'x'>]><d><remove sel='*'/></d>")]
    [InlineData("<d/>")]
    [InlineData("<d><remove/></d>")]
    [InlineData("<d><jump sel='Patient'/></d>")]
    [InlineData("<d><remove sel='Patient//name'/></d>")]
    [InlineData("<d><remove sel='Patient/x:name'/></d>")]
    [InlineData("<d><remove sel='Patient/name[last()]'/></d>")]
    [InlineData("<d><replace sel='Patient/name'>text</replace></d>")]
    public void A_patch_that_breaks_its_own_rules_is_told_so(string patch) => Assert.True(Apply(patch).IsMalformed);

    [Theory]
    [InlineData("<d><remove sel='Patient/photo'/></d>", "finds nothing")]
    [InlineData("<d><remove sel='Patient/name/given'/></d>", "finds 2 places")]
    [InlineData("<d><remove sel='Patient'/></d>", "use a delete")]
    [InlineData("<d><add sel='Patient/birthDate' type='@value'>1</add></d>", "already")]
    [InlineData("<d><add sel='Patient'><nonsense value='1'/></add></d>", "leaves no FHIR")]
    public void What_does_not_fit_the_resource_is_told(string patch, string message)
    {
        var result = Apply(patch);
        Assert.False(result.IsApplied);
        Assert.Contains(message, result.Fault!.Message, StringComparison.Ordinal);
    }

    private static PatchResult Apply(string patch) => XmlPatch.Apply(
        ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(Eva)).Table!, Encoding.UTF8.GetBytes(patch));

    private static void Gives(string expected, string patch)
    {
        var result = Apply(patch);
        Assert.True(result.IsApplied, result.Fault?.Message);
        Assert.Equal(expected, Encoding.UTF8.GetString(result.Body.Span));
    }
}
