namespace Havel.Store.Planning;

/// <summary>First pass: what is searched are the live resources of the types asked for.</summary>
internal static class LiveRowsPass
{
    public static Draft Run(PlanContext context, IReadOnlyList<string> types, long wanted)
    {
        var known = new List<int>(types.Count);
        foreach (var type in types)
        {
            if (context.Types.Find(type) is { } id)
                known.Add(id);
        }

        // A type that does not exist has no resources, but an empty list would mean all types.
        return types.Count > 0 && known.Count == 0 ? new Draft([NoType]) : new Draft(known) { Wanted = wanted };
    }

    /// <summary>Types count from 1.</summary>
    private const int NoType = 0;
}
