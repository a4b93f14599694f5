using System.Text;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search.Texts;
using Xunit;

namespace Havel.Fhir.Tests.Search.Texts;

public sealed class TextWordsTests
{
    [Theory]
    [InlineData("Die Lunge der Patientin.", "die lung der patienti")]
    [InlineData("Röntgen-Thorax (2 Ebenen)", "rontg thorax 2 ebe")]
    [InlineData("STRASSE Straße", "strass strass")]
    [InlineData(" ,;-- ", "")]
    [InlineData("HbA1c 7.5%", "hba1c 7 5")]
    public void Words_are_folded_and_without_endings(string text, string words) =>
        Assert.Equal(words, TextWords.Of(text));

    [Fact]
    public void A_word_that_is_no_word_is_left_out() =>
        Assert.Equal("a b", TextWords.Of($"a {new string('x', 65)} b"));

    [Theory]
    [InlineData("<p>Lunge<b>links</b></p>", "lung link")]
    [InlineData("&#252;ber &#xFC;ber &auml;u&szlig;ern", "uber uber auss")]
    [InlineData("a &lt; b &amp; c", "a b c")]
    public void A_narrative_is_its_text_without_tags(string inner, string words)
    {
        var json = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Weiß\"}],\"text\":{\"status\":\"generated\","
            + "\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">" + inner + "</div>\"}}";
        var resource = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json)).Table!.Root;

        Assert.Equal(words, ResourceText.Narrative(resource));
        Assert.Equal(words + " weiss", ResourceText.Content(resource));
    }

    [Fact]
    public void What_has_no_text_has_no_words()
    {
        var resource = ResourceParser.OfThread.Parse("{\"resourceType\":\"Patient\"}"u8.ToArray()).Table!.Root;

        Assert.Null(ResourceText.Narrative(resource));
        Assert.Null(ResourceText.Content(resource));
    }
}
