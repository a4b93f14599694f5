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

        for (var i = 0; i < entries.Count; i++)
        {
            if (IsWithinItself(parents, i))
                parents[i] = -1;
        }

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

    // A system whose concepts stand in a circle must not make a tree without root.
    private static bool IsWithinItself(int[] parents, int start)
    {
        var at = parents[start];
        for (var steps = 0; at >= 0 && steps <= parents.Length; steps++)
        {
            if (at == start)
                return true;

            at = parents[at];
        }

        return at >= 0;
    }
}
