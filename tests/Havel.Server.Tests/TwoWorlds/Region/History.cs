namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>The region's whole history in its order.</summary>
internal static class History
{
    /// <summary>Every write of world A.</summary>
    public static IReadOnlyList<Step> Full { get; } = [.. Write()];

    /// <summary>The writes of a world B; null where world B was idle at that instant, so that all else keeps its
    /// time.</summary>
    public static IReadOnlyList<Step?> Without(HiddenKind kind) =>
        [.. Full.Select(step => (step.Hidden & kind) == HiddenKind.None ? step : Replace(step))];

    /// <summary>The writes of a world that lacks all that one requester cannot see.</summary>
    /// <param name="isHidden">Whether the current version of that step's resource is hidden.</param>
    public static IReadOnlyList<Step?> Without(Func<Step, bool> isHidden)
    {
        var seen = Full.Where(step => step.Type is not "Consent" && !isHidden(step))
            .SelectMany(step => step.Owners).ToHashSet();
        return [.. Full.Select(step => IsOut(step) ? null : step.Other is null ? step : Replace(step))];

        // A Consent belongs to the history of whoever can still be seen.
        bool IsOut(Step step) => step.Type is "Consent" ? !step.Owners.Any(seen.Contains) : isHidden(step);
    }

    private static Step? Replace(Step step) => step.Other is null ? null : step with { Body = step.Other };

    private static IEnumerable<Step> Write() =>
    [
        .. Places.Steps(),
        .. CustomSearch.Terms(),
        .. Person.All.Take(4).SelectMany(Care.Steps),
        .. HiddenRecords.Early(),
        .. Person.All.Skip(4).Take(4).SelectMany(Care.Steps),
        .. CustomSearch.Parameters(),
        .. Consents.Steps(),
        .. Person.All.Skip(8).SelectMany(Care.Steps),
        .. HiddenRecords.Late(),
    ];
}
