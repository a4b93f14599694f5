using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Store.Bodies;
using Xunit;

namespace Havel.Store.Tests.Bodies;

public sealed class BodyCodecTests
{
    private const long Updated = 1772366400003;

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"p1","name":[{"family":"Novák"}],"birthDate":"1980-02-03"}""")]
    [InlineData("""{"resourceType":"Patient","id":"8f2c4a6e-0b1d-4c3e-9f70-123456789abc","active":true}""")]
    [InlineData("""{"resourceType":"Patient","id":"8F2C4A6E-0B1D-4C3E-9F70-123456789ABC","active":true}""")]
    [InlineData("""{"resourceType":"Basic","id":"o","meta":{"profile":["http://x.org/P"]},"code":{"text":"a"}}""")]
    [InlineData("""{"resourceType":"Basic","id":"o","meta":{"source":"http://x.org"},"code":{"text":"\t😀 äöüß"}}""")]
    [InlineData("""{"resourceType":"Account","status":"active","servicePeriod":{"start":"2024-02-29T23:59:59.1Z"}}""")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"1919-02-29T24:61:61 123456789012345678901234567.+-:T,"}}""")]
    public void A_body_comes_out_as_it_went_in(string json) => ComesBack(json, "x-1");

    [Theory]
    [InlineData("c3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1ZmY=")]
    [InlineData("c3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1ZmZzdHVmZnN0dWZmc3R1Zmb=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Base64_comes_out_as_it_went_in_even_where_its_last_bits_are_odd(string data) =>
        ComesBack($$"""{"resourceType":"Binary","id":"b","contentType":"a/b","data":"{{data}}"}""", "b");

    [Fact]
    public void Random_texts_come_out_as_they_went_in()
    {
        var random = new Random(20261123);
        string[] words = ["\"system\":\"http://loinc.org\"", "{", "aaaa", "2024-01-01T00:00:00", "é", "0123456", ","];
        for (var turn = 0; turn < 2000; turn++)
        {
            var text = new List<byte> { (byte)'{' };
            var length = random.Next(turn);
            while (text.Count < length)
            {
                if (random.Next(3) == 0)
                    text.Add((byte)random.Next(2, 256));
                else
                    text.AddRange(Encoding.UTF8.GetBytes(words[random.Next(words.Length)]));
            }

            var place = random.Next(1, text.Count + 1);
            text.Insert(place, BodyPacker.MetaMark);
            byte[] marked = [.. text];
            var packed = BodyCodec.Pack(BodyDictionaries.Current.Of("Observation"), marked);
            var unpacked = BodyCodec.Unpack(packed, 12, Updated);
            var members = new byte[MetaTemplate.MaxMembersLength];
            var count = MetaTemplate.WriteMembers(12, Updated, members);
            Assert.Equal([.. marked[..place], .. members[..count], .. marked[(place + 1)..]], unpacked);
        }
    }

    [Fact]
    public void Damage_is_told_and_never_read_beyond()
    {
        var packed = BodyCodec.Pack("Patient", Template(
            """{"resourceType":"Patient","id":"p1","name":[{"family":"Novák"}],"birthDate":"1980-02-03"}""", "p1"));
        var random = new Random(7);
        for (var turn = 0; turn < 5000; turn++)
        {
            byte[] damaged = [.. packed];
            damaged[random.Next(3, damaged.Length)] = (byte)random.Next(256);
            try
            {
                BodyCodec.Unpack(damaged.AsSpan(0, random.Next(3, damaged.Length + 1)), 1, Updated);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void A_body_that_was_stored_plain_is_read_plain()
    {
        var plain = """{"resourceType":"Patient"}"""u8.ToArray();

        Assert.Equal(plain, BodyCodec.Unpack(plain, 1, Updated));
        Assert.Empty(BodyCodec.Unpack([], 1, Updated));
    }

    [Fact]
    public void Every_resource_type_can_be_packed()
    {
        foreach (var type in FhirDefinitions.R4.ResourceTypes)
        {
            var text = Encoding.UTF8.GetBytes($"{{\"resourceType\":\"{type.Name}\",\"id\":\"1\"\u0001}}");
            var packed = BodyCodec.Pack(BodyDictionaries.Current.Of(type.Name), text);
            var unpacked = Encoding.UTF8.GetString(BodyCodec.Unpack(packed, 1, Updated));
            Assert.StartsWith(
                $"{{\"resourceType\":\"{type.Name}\",\"id\":\"1\"\"versionId\"", unpacked, StringComparison.Ordinal);
        }
    }

    private static void ComesBack(string json, string id)
    {
        var template = Template(json, id);
        var type = json.Split('"')[3];
        var packed = BodyCodec.Pack(type, template);

        Assert.Equal(template.Write(3, Updated), BodyCodec.Unpack(packed, 3, Updated));
        Assert.Equal(packed, BodyCodec.Pack(type, template));
    }

    private static MetaTemplate Template(string json, string id)
    {
        var parsed = new ResourceParser(FhirDefinitions.R4).Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, parsed.Issues.Count > 0 ? parsed.Issues[0].Message : json);
        return MetaTemplate.Create(parsed.Table, id);
    }
}
