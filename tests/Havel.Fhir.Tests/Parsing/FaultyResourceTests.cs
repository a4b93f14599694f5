using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class FaultyResourceTests
{
    private static readonly ParseOptions Tolerant = new() { KeepFaulty = true };

    [Theory]
    [InlineData("""{"resourceType":"Patient","unheardOf":{"a":[1]},"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","birthDate":"yesterday","gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","name":"no list","gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","name":[],"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","name":[{}],"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","communication":[{"preferred":true}],"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","gender":"other","gender":"male"}""")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Unheard"}],"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2020","gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["a","b"],"_given":[{"id":"x"}]}],"gender":"other"}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":[null],"_given":[null]}],"gender":"other"}""")]
    public void A_resource_with_faults_gives_the_rest_of_it(string json)
    {
        var result = new ResourceParser(FhirDefinitions.R4, Tolerant).Parse(Encoding.UTF8.GetBytes(json));

        Assert.NotEmpty(result.Issues);
        Assert.Null(result.Table);
        Assert.False(result.IsValid);
        Assert.Equal("other", result.Faulty!.Root.TextOf("gender"));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","gender":"other" """)]
    [InlineData("""{"resourceType":"Patient" "gender":"other"}""")]
    [InlineData("""{"resourceType":"Unheard"}""")]
    [InlineData("""{}""")]
    [InlineData("")]
    public void Broken_json_and_unknown_types_give_none(string json)
    {
        var result = new ResourceParser(FhirDefinitions.R4, Tolerant).Parse(Encoding.UTF8.GetBytes(json));

        Assert.NotEmpty(result.Issues);
        Assert.Null(result.Faulty);
    }

    [Fact]
    public void Unless_it_is_asked_for_a_faulty_resource_gives_nothing()
    {
        var result = ResourceParser.OfThread.Parse("""{"resourceType":"Patient","gender":"unheard-of"}"""u8.ToArray());

        Assert.Null(result.Table);
        Assert.Null(result.Faulty);
    }

    [Fact]
    public void A_sound_resource_is_no_faulty_one()
    {
        var result = new ResourceParser(FhirDefinitions.R4, Tolerant)
            .Parse("""{"resourceType":"Patient","gender":"other"}"""u8.ToArray());

        Assert.NotNull(result.Table);
        Assert.Null(result.Faulty);
    }
}
