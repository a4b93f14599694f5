using Havel.Tests.Shared;
using Xunit;

namespace Havel.Consent.Tests.Golden;

/// <summary>The golden decisions, each by the specification and by the machine.</summary>
public sealed class GoldenDecisionTests
{
    private static readonly string Folder = Path.Combine(Repository.Find()!, "tests", "golden", "consent");

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (file, item) in All())
            cases.Add(file, item.Title);

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_golden_decision_falls_as_written(string file, string title)
    {
        var item = Find(file, title);
        Assert.Equal(item.Expected, item.Decide());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shape_and_guard_decide_a_golden_case_as_written(string file, string title)
    {
        var item = Find(file, title);
        Assert.Equal(item.Expected.StartsWith("permit", StringComparison.Ordinal), item.PermitsByShape());
    }

    [Fact]
    public void There_are_at_least_sixty_golden_decisions_and_no_two_share_a_title()
    {
        var titles = All().Select(pair => pair.Case.Title).ToList();
        Assert.True(titles.Count >= 60, $"{titles.Count}");
        Assert.Distinct(titles);
    }

    private static DecisionCase Find(string file, string title) =>
        All().Single(pair => pair.File == file && pair.Case.Title == title).Case;

    private static IEnumerable<(string File, DecisionCase Case)> All() =>
        from path in Directory.EnumerateFiles(Folder, "*.decision").Order(StringComparer.Ordinal)
        from item in DecisionCaseReader.Read(path)
        select (Path.GetFileName(path), item);
}
