using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles;
using Havel.Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>The published packages are the measure: most ship snapshots that other programs made.</summary>
public sealed class SnapshotOracleTests(ITestOutputHelper output)
{
    /// <summary>The share of profiles that must agree in everything validation uses; docs/validation.md explains the
    /// rest.</summary>
    private const double Bar = 0.985;

    [SharedFact("packages")]
    public void Generated_snapshots_agree_with_the_shipped_ones()
    {
        var (compared, agreed, unmade) = (0, 0, 0);
        foreach (var package in PackageShelves.Shared.Names)
        {
            foreach (var definition in PackageShelves.Shared.Of(package).Where(known => known.Snapshot is not null))
            {
                var result = SnapshotGenerator.Generate(definition, Find(package));
                if (result.Issues.Any(issue => issue.Type == IssueType.NotFound))
                {
                    unmade++;
                    continue;
                }

                var differences = SnapshotComparison.Compare(definition, result.Elements, Find(package));
                compared++;
                agreed += differences.Count == 0 ? 1 : 0;
                if (differences.Count > 0)
                    Tell(package, definition, differences);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{agreed} of {compared} agree; {unmade} lack a definition of another package"));
        Assert.True(compared > 1_500);
        Assert.True(agreed >= Bar * compared, $"{agreed} of {compared} agree");
        Assert.InRange(unmade, 0, 60);
    }

    [SharedFact("packages")]
    public void Packages_without_snapshots_generate_without_errors()
    {
        var made = 0;
        foreach (var package in PackageShelves.Shared.Names)
        {
            foreach (var definition in PackageShelves.Shared.Of(package).Where(known => known.Snapshot is null))
            {
                if (definition.Differential.Count == 0)
                    continue;

                var result = SnapshotGenerator.Generate(definition, Find(package));
                Assert.DoesNotContain(result.Issues, issue => issue.IsError);
                Assert.NotEmpty(result.Elements);
                made++;
            }
        }

        Assert.True(made > 60);
    }

    [SharedFact("packages")]
    public void Only_a_few_shipped_snapshots_contradict_their_bases()
    {
        var contradicting = PackageShelves.Shared.Names.SelectMany(package => PackageShelves.Shared.Of(package)
            .Where(definition => definition.Snapshot is not null)
            .Where(definition => SnapshotGenerator.Check(definition, Find(package))
                .Any(issue => issue.Type != IssueType.NotFound))).ToArray();
        foreach (var definition in contradicting)
            output.WriteLine(definition.Canonical);
        Assert.InRange(contradicting.Length, 1, 12);
    }

    private static Func<string, StructureDefinition?> Find(string package) =>
        canonical => PackageShelves.Shared.Find(package, canonical);

    private void Tell(string package, StructureDefinition definition, IReadOnlyList<SnapshotDifference> differences)
    {
        var first = differences[0];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{package} {definition}: {differences.Count}, such as {first.What} of {first.Id}: "
            + $"shipped '{first.Shipped}', made '{first.Made}'"));
    }
}
