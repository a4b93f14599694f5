using System.Text;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class JsonCompactorTests
{
    [Theory]
    [InlineData(" { \"a\" : [ 1 , \"b c\" ] }\r\n", "{\"a\":[1,\"b c\"]}")]
    [InlineData("{\"a\":\"x \\\" y\\\\\" , \"b\": \" \"}", "{\"a\":\"x \\\" y\\\\\",\"b\":\" \"}")]
    [InlineData("\t", "")]
    public void Only_whitespace_between_tokens_goes(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(JsonCompactor.Compact(Encoding.UTF8.GetBytes(json)).Span));

    [Fact]
    public void Compact_input_is_given_back_itself()
    {
        ReadOnlyMemory<byte> utf8 = "{\"a\":\"b c\"}"u8.ToArray();

        Assert.True(JsonCompactor.Compact(utf8).Equals(utf8));
    }
}
