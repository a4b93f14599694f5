using Havel.Fhir.Definitions;
using Havel.Server.Operations;
using Havel.Server.Requests;
using Havel.Server.Routing;
using Havel.Server.Tests.TwoWorlds.Probes;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>An operation is a way to data like any other, so none lands without probes.</summary>
public sealed class OperationCoverTests
{
    private static readonly OperationLevels[] Levels =
        [OperationLevels.System, OperationLevels.Type, OperationLevels.Instance];

    [Fact]
    public void Every_operation_is_probed_at_each_of_its_levels()
    {
        var routes = new Routes(new ResourceTypes(FhirDefinitions.R4));
        var probed = Suite.Reading.Concat(Suite.Writing)
            .SelectMany(probe => probe.Calls)
            .Select(call => routes.Find(VerbOf(call), PathOf(call)))
            .Where(route => route.Operation is not null)
            .Select(route => (route.Operation, LevelOf(route)))
            .ToHashSet();

        var missing = OperationTable.All
            .SelectMany(operation => Levels.Where(level => operation.Levels.HasFlag(level))
                .Where(level => !probed.Contains((operation, level)))
                .Select(level => $"{string.Join(",", operation.Types)}{operation.Name} at level {level}"));

        Assert.Empty(missing);
    }

    private static Verb VerbOf(Call call) =>
        Enum.TryParse<Verb>(call.Method, ignoreCase: true, out var verb) ? verb : Verb.Other;

    private static string PathOf(Call call) => call.Target.Split('?')[0];

    private static OperationLevels LevelOf(Route route) =>
        route.Type.Length == 0 ? OperationLevels.System
        : route.Id.Length == 0 ? OperationLevels.Type
        : OperationLevels.Instance;
}
