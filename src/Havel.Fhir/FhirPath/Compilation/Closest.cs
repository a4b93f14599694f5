namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Finds what a misspelt name was probably meant to be.</summary>
internal static class Closest
{
    private const int LongestName = 64;

    /// <summary>The candidate that differs least, by at most a third of its letters; null when none is that
    /// close.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
            return null;

        string? best = null;
        var least = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - name.Length) >= least)
                continue;

            var distance = Distance(name, candidate);
            if (distance >= least)
                continue;

            least = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary>Letters to insert, leave out, replace or swap with their neighbour; case counts for nothing, so that a
    /// name in the wrong case is the closest of all.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> before = stackalloc int[LongestName + 1];
        Span<int> last = stackalloc int[LongestName + 1];
        Span<int> row = stackalloc int[LongestName + 1];
        for (var i = 0; i <= right.Length; i++)
            last[i] = i;

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            last.CopyTo(before);
            row.CopyTo(last);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
