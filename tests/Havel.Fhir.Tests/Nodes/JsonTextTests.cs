using System.Text;
using Havel.Fhir.Nodes;
using Xunit;

namespace Havel.Fhir.Tests.Nodes;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t")]
    [InlineData("a\\u00e4\\u20AC\\ud83d\\ude00z", "aä€😀z")]
    [InlineData("ä\\u0000", "ä\0")]
    [InlineData("", "")]
    public void Escapes_are_resolved(string raw, string expected) =>
        Assert.Equal(expected, JsonText.Unescape(Encoding.UTF8.GetBytes(raw)));
}
