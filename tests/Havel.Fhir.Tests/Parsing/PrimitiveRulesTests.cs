using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class PrimitiveRulesTests
{
    [Theory]
    [InlineData(PrimitiveKind.Date, "2020 2020-01 2020-02-29 0001-01-01 9999-12-31 2000-02-29")]
    [InlineData(PrimitiveKind.DateTime, "2020 2020-01 2020-02-29 2020-01-01T00:00:00Z 2020-01-01T23:59:60.123+14:00")]
    [InlineData(PrimitiveKind.DateTime, "2020-01-01T00:00:00-00:00 2020-01-01T00:00:00.123456789-13:59")]
    [InlineData(PrimitiveKind.Instant, "2020-01-01T00:00:00Z 2015-02-07T13:28:17.239+02:00")]
    [InlineData(PrimitiveKind.Time, "00:00:00 23:59:59 23:59:60 12:30:00.5")]
    [InlineData(PrimitiveKind.Id, "a A-1.b 0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData(PrimitiveKind.Oid, "urn:oid:1.2.3 urn:oid:2.16.840.1.113883 urn:oid:0.0")]
    [InlineData(PrimitiveKind.Uuid, "urn:uuid:c757873d-ec9a-4326-a141-556f43239520")]
    [InlineData(PrimitiveKind.Base64Binary, "QQ== QUI= QUJD QUJDRA==")]
    [InlineData(PrimitiveKind.Integer, "0 1 -1 2147483647 -2147483648")]
    [InlineData(PrimitiveKind.PositiveInt, "1 2147483647")]
    [InlineData(PrimitiveKind.UnsignedInt, "0 2147483647")]
    [InlineData(PrimitiveKind.Decimal, "0 -0 1.50 -0.001 1e10 1.5E-10 123456789012345678901234567890")]
    [InlineData(PrimitiveKind.Code, "a final a-b")]
    [InlineData(PrimitiveKind.Uri, "http://a urn:x a#b")]
    [InlineData(PrimitiveKind.Boolean, "true false")]
    public void Values_of_the_primitive_are_taken(PrimitiveKind kind, string values)
    {
        foreach (var value in values.Split(' '))
            Assert.True(PrimitiveRules.Holds(kind, Encoding.UTF8.GetBytes(value)), value);
    }

    [Theory]
    [InlineData(PrimitiveKind.Date,
        "20 2020- 2020-1 2020-13 2020-00 2020-02-30 2021-02-29 1900-02-29 2020-04-31 0000 2020-01-00")]
    [InlineData(PrimitiveKind.Date, "2020/01/01 2020-01-01T00:00:00Z 2o20 2020-01-1x ２０２０")]
    [InlineData(PrimitiveKind.DateTime,
        "2020-01-01T00:00 2020-01-01T00:00:00 2020-01-01T24:00:00Z 2020-01-01T00:60:00Z")]
    [InlineData(PrimitiveKind.DateTime, "2020-01-01T00:00:61Z 2020-01-01T00:00:00+14:01 2020-01-01T00:00:00+1:00")]
    [InlineData(PrimitiveKind.DateTime,
        "2020-02-30T00:00:00Z 2020-01-01t00:00:00Z 2020-01-01T00:00:00.Z 2020-01-01T00:00:00z")]
    [InlineData(PrimitiveKind.DateTime, "2020-01-01T00:00:00ZZ 2020-01-01T00:00:00Z0000 2020-01-01T00:00:00+0100")]
    [InlineData(PrimitiveKind.Instant, "2020 2020-01-01 2020-01-01T00:00Z 2020-01-01T00:00:00")]
    [InlineData(PrimitiveKind.Time, "24:00:00 12:00 1:00:00 12:00:00. 12:00:00Z 12:60:00 12-00-00")]
    [InlineData(PrimitiveKind.Id, "a_b a/b ä 01234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData(PrimitiveKind.Oid, "1.2.3 urn:oid:3.1 urn:oid:1.02 urn:oid:1 urn:oid:1. urn:oid:1..2 urn:oid:1.a")]
    [InlineData(PrimitiveKind.Uuid,
        "c757873d-ec9a-4326-a141-556f43239520 urn:uuid:C757873D-EC9A-4326-A141-556F43239520")]
    [InlineData(PrimitiveKind.Uuid,
        "urn:uuid:c757873dec9a4326a141556f43239520 urn:uuid:c757873d-ec9a-4326-a141-556f4323952g")]
    [InlineData(PrimitiveKind.Base64Binary, "Q QQ QQ= QQ=== =QQQ Q=Q= QUJ$ ====")]
    [InlineData(PrimitiveKind.Integer, "-0 01 1.0 1e2 2147483648 -2147483649 a")]
    [InlineData(PrimitiveKind.PositiveInt, "0 -1 2147483648")]
    [InlineData(PrimitiveKind.UnsignedInt, "-1 4294967295")]
    [InlineData(PrimitiveKind.Decimal, "01 1. .5 1e 1e+ +1 NaN 1,5 -")]
    [InlineData(PrimitiveKind.Boolean, "True 1")]
    public void Everything_else_is_not(PrimitiveKind kind, string values)
    {
        foreach (var value in values.Split(' '))
            Assert.False(PrimitiveRules.Holds(kind, Encoding.UTF8.GetBytes(value)), value);
    }

    [Theory]
    [InlineData("a b", true)]
    [InlineData(" a", false)]
    [InlineData("a ", false)]
    [InlineData("a  b", false)]
    [InlineData("a\tb", true)]
    [InlineData(" ", false)]
    [InlineData("", false)]
    public void A_code_has_single_spaces_inside_only(string text, bool holds) =>
        Assert.Equal(holds, PrimitiveRules.IsCode(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_string_of_more_than_a_million_characters_is_too_long()
    {
        var text = new string('ä', Limits.StringCharacters);
        var json = "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"" + text + "\"}]}";

        Parse.Valid(json);
        Assert.Contains("more than", Parse.Fault(json.Replace("ä\"", "ää\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_are_refused_even_when_escaped()
    {
        Parse.Valid("""{"resourceType":"Patient","name":[{"text":"a\tb\nc\r\u0009"}]}""");
        Assert.Contains("control", Parse.Fault("""{"resourceType":"Patient","name":[{"text":"a\u0000b"}]}""").Message,
            StringComparison.Ordinal);
        Assert.Contains("control", Parse.Fault("""{"resourceType":"Patient","name":[{"text":"a\bb"}]}""").Message,
            StringComparison.Ordinal);
    }
}
