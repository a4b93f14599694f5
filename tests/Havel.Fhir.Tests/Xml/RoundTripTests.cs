using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Tests.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

public sealed class RoundTripTests
{
    [SharedFact("data/mii")]
    public void Nothing_of_the_german_core_data_set_is_lost() => AssertNothingLost(RealData.Mii());

    [SharedFact("data/synthea-79")]
    public void Nothing_of_synthea_is_lost() =>
        AssertNothingLost(RealData.Synthea().Where((_, at) => at % 10 == 0));

    [ExamplesFact]
    public void Nothing_of_the_official_examples_is_lost_and_the_invalid_ones_are_known()
    {
        var parser = new ResourceParser(FhirDefinitions.R4, new ParseOptions { MaxBytes = int.MaxValue });
        var trip = new RoundTrip();
        var refused = new List<string>();
        var faults = new StringBuilder();
        var count = 0;
        foreach (var (name, utf8) in OfficialExamples.All())
        {
            count++;
            var parsed = parser.Parse(utf8);
            if (!parsed.IsValid)
                refused.Add(name);
            else if (trip.FaultOf(parsed.Table) is { } fault)
                faults.Append($"{name}: {fault}\n");
        }

        Assert.True(faults.Length == 0, faults.ToString());
        Assert.Equal(5306, count);
        Assert.Equal(OfficialExamples.Invalid, refused);
    }

    private static void AssertNothingLost(IEnumerable<(string Place, byte[] Utf8)> resources)
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        var trip = new RoundTrip();
        var faults = new StringBuilder();
        var count = 0;
        foreach (var (place, utf8) in resources)
        {
            if (parser.Parse(utf8) is not { IsValid: true } parsed)
                continue;

            count++;
            if (trip.FaultOf(parsed.Table) is { } fault)
                faults.Append($"{place}: {fault}\n");
        }

        Assert.True(count > 0);
        Assert.True(faults.Length == 0, faults.ToString());
    }
}
