using System.Text;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class XhtmlRulesTests
{
    [Theory]
    [InlineData("<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>")]
    [InlineData(" <div><p class='a'>1 &lt; 2 &amp; &#228; &#x20AC;<br/><!-- a < b --></p></div>\n")]
    [InlineData("<div><table><tr><td style=\"x\">a</td></tr></table><img src=\"#a\" alt=\"b\"/></div>")]
    [InlineData("<div><![CDATA[ < & ]]></div >")]
    [InlineData("<div/>")]
    public void Plain_markup_is_taken(string text) => Assert.Null(XhtmlRules.FaultOf(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("text", "does not start")]
    [InlineData("<p>x</p>", "does not start")]
    [InlineData("<div>x", "not closed")]
    [InlineData("<div><p>x</div>", "closes another element")]
    [InlineData("<div>x</div></div>", "follows")]
    [InlineData("<div>x</div>y", "follows")]
    [InlineData("<div><script>x</script></div>", "<script>")]
    [InlineData("<div><SCRIPT>x</SCRIPT></div>", "<SCRIPT>")]
    [InlineData("<div><iframe/></div>", "<iframe>")]
    [InlineData("<div><form/></div>", "<form>")]
    [InlineData("<div onclick=\"x\">x</div>", "event attribute")]
    [InlineData("<div><a href=\" JavaScript:alert(1)\">x</a></div>", "script address")]
    [InlineData("<div><a href=x>x</a></div>", "without quotes")]
    [InlineData("<div><a href>x</a></div>", "broken tag")]
    [InlineData("<div a=\"x<y\"/>", "in an attribute")]
    [InlineData("<div>a & b</div>", "'&'")]
    [InlineData("<div>a &nbsp b</div>", "'&'")]
    [InlineData("<div><!DOCTYPE x></div>", "declaration")]
    [InlineData("<div><?php x ?></div>", "declaration")]
    [InlineData("<div><!-- x</div>", "comment is not closed")]
    [InlineData("<div", "broken tag")]
    [InlineData("<divx></divx>", "<divx>")]
    public void Broken_or_active_markup_is_refused(string text, string message) =>
        Assert.Contains(message, XhtmlRules.FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Deep_markup_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("<div>", 5000));

        Assert.Contains("nested deeper", XhtmlRules.FaultOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
    }
}
