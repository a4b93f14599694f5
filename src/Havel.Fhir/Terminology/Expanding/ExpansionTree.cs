namespace Havel.Fhir.Terminology.Expanding;

/// <summary>Puts the codes of an expansion into one another: each below the nearest code above it that is there, too.
/// Source: https://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.expansion.contains.contains.</summary>
internal static class ExpansionTree
{
    /// <summary>For each entry the position of the one that holds it, or -1.</summary>
    public static int[] Parents(IReadOnlyList<ExpansionEntry> entries)
    {
        var places = new Dictionary<(ICodeSystem System, Concept Concept), int>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (CanNest(entries[i]))
                places.TryAdd((entries[i].CodeSystem!, entries[i].Concept), i);
        }

        var parents = new int[entries.Count];
        for (var i = 0; i < entries.Count; i++)
            parents[i] = CanNest(entries[i]) ? Nearest(entries[i], places) : -1;

        Straighten(parents);
        return parents;
    }

    // Codes that the value set lists stand as it lists them.
    private static bool CanNest(ExpansionEntry entry) => entry.Concept.Exists && entry.Listed is null;

    private static int Nearest(
        ExpansionEntry entry, Dictionary<(ICodeSystem System, Concept Concept), int> places)
    {
        var system = entry.CodeSystem!;
        var seen = new HashSet<Concept> { entry.Concept };
        var open = new Queue<Concept>(system.Parents(entry.Concept));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (places.TryGetValue((system, next), out var place))
                return place;

            foreach (var parent in system.Parents(next))
                open.Enqueue(parent);
        }

        return -1;
    }

    // A system whose concepts stand in a circle must not make a tree without root, and one whose concepts stand in a
    // long chain no tree that readers of JSON refuse. Each entry is looked at twice at most.
    private static void Straighten(int[] parents)
    {
        const int OnTheWay = -1;
        var depths = new int[parents.Length];
        var way = new List<int>();
        for (var start = 0; start < parents.Length; start++)
        {
            var at = start;
            for (way.Clear(); at >= 0 && depths[at] == 0; at = parents[at])
            {
                depths[at] = OnTheWay;
                way.Add(at);
            }

            if (at >= 0 && depths[at] == OnTheWay)
            {
                parents[at] = -1;
                depths[at] = 1;
            }

            for (var step = way.Count - 1; step >= 0; step--)
            {
                if (depths[way[step]] == OnTheWay)
                    depths[way[step]] = Place(way[step], parents, depths);
            }
        }
    }

    // The depth of an entry whose parent has its place; too deep, it stands beside the parent.
    private static int Place(int entry, int[] parents, int[] depths)
    {
        var parent = parents[entry];
        if (parent < 0)
            return 1;
        if (depths[parent] < Limits.ExpansionNesting)
            return depths[parent] + 1;

        parents[entry] = parents[parent];
        return depths[parent];
    }
}
