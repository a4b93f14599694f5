using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class RealDataTests
{
    private const string Faulty = "ImplementationGuide-mii-kds-testdata.json";

    [SharedFact("data/synthea-79")]
    public void Every_synthea_resource_is_valid() => AssertAllValid(RealData.Synthea());

    [SharedFact("data/mii")]
    public void Every_resource_of_the_german_core_data_set_but_one_is_valid() =>
        AssertAllValid(RealData.Mii().Where(resource => resource.Place != Faulty));

    [SharedFact("data/mii/" + Faulty)]
    public void The_guide_with_two_codes_that_its_required_value_set_lacks_is_not()
    {
        // The guide's publisher writes parameters that R4's required binding does not know.
        var utf8 = File.ReadAllBytes(SharedData.Path("data/mii/" + Faulty));
        var issues = ResourceParser.OfThread.Parse(utf8).Issues;

        Assert.Equal(
            ["ImplementationGuide.definition.parameter[0].code", "ImplementationGuide.definition.parameter[1].code"],
            issues.Select(issue => issue.Expression));
        Assert.All(issues, issue => Assert.Equal(IssueType.CodeInvalid, issue.Type));
    }

    private static void AssertAllValid(IEnumerable<(string Place, byte[] Utf8)> resources)
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        var faults = new StringBuilder();
        var count = 0;
        foreach (var (place, utf8) in resources)
        {
            count++;
            foreach (var issue in parser.Parse(utf8).Issues)
                faults.Append($"{place}({issue.Line},{issue.Column}) {issue.Expression}: {issue.Message}\n");
        }

        Assert.True(count > 0);
        Assert.True(faults.Length == 0, faults.ToString());
    }
}
