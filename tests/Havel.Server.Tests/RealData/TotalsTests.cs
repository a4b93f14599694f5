using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.RealData;

/// <summary>What was imported is there, all of it and once.</summary>
[Collection(RealDataCollection.Name)]
public sealed class TotalsTests(RealDataFixture data)
{
    [SharedFact(RealDataFixture.Needs)]
    public async Task Totals_by_type_are_the_lines_of_the_files_and_the_distinct_resources_of_the_Bundles()
    {
        foreach (var type in data.Corpus.Types)
        {
            var answer = await data.System.Get($"{type}?_summary=count");
            Assert.Equal((type, data.Corpus.Of(type).Count), (type, answer.Total));
        }
    }

    [SharedFact(RealDataFixture.Needs)]
    public async Task All_types_together_have_as_many_resources_as_the_files()
    {
        Assert.Equal(46_497, data.Corpus.Lines.Where(line => line.Key is not "RiskAssessment").Sum(line => line.Value));
        var answer = await data.System.Get("/fhir?_summary=count&_lastUpdated=ge1900");
        Assert.Equal(data.Corpus.Types.Sum(type => data.Corpus.Of(type).Count), answer.Total);
    }

    [SharedFact(RealDataFixture.Needs)]
    public void Only_the_resource_with_a_code_that_R4_does_not_have_is_refused()
    {
        var fault = Assert.Single(data.Faults);
        Assert.Contains("ImplementationGuide", fault, StringComparison.Ordinal);
        Assert.Contains("copyrightyear", fault, StringComparison.Ordinal);
    }
}
