using Havel.Fhir.Terminology.Grammars;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Grammars;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("de")]
    [InlineData("de-CH")]
    [InlineData("zh-Hant-TW")]
    [InlineData("sl-rozaj-biske-1994")]
    [InlineData("de-DE-u-co-phonebk")]
    [InlineData("x-house")]
    [InlineData("es-419")]
    [InlineData("i-klingon")]
    [InlineData("nds-DE-x-platt")]
    public void Well_formed_tags_are_read(string text) => Assert.NotNull(LanguageTag.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("de_CH")]
    [InlineData("de-")]
    [InlineData("deutschland")]
    [InlineData("de-DE-u")]
    [InlineData("12")]
    public void Other_text_is_none(string text) => Assert.Null(LanguageTag.Parse(text));

    [Fact]
    public void The_parts_can_be_asked_for()
    {
        var tag = LanguageTag.Parse("zh-Hant-TW")!;

        Assert.Equal(("zh", "Hant", "TW"), (tag["language"], tag["script"], tag["region"]));
    }
}
