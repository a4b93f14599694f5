using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Removes equal values, the first of each staying.</summary>
internal static class Duplicates
{
    /// <summary>Up to here comparing each with each is faster than hashing.</summary>
    private const int FewItems = 16;

    public static void Remove(Frame frame, FhirPathCollection values, int start)
    {
        var count = values.Count - start;
        if (count < 2)
            return;

        frame.Spend(count);
        if (count <= FewItems)
            RemoveByPairs(values, start);
        else
            RemoveByHash(frame, values, start);
    }

    private static void RemoveByPairs(FhirPathCollection values, int start)
    {
        var kept = start + 1;
        for (var i = kept; i < values.Count; i++)
        {
            if (!Contains(values.Span[start..kept], values[i]))
                values.Set(kept++, values[i]);
        }

        values.Truncate(kept);
    }

    private static bool Contains(ReadOnlySpan<FhirPathValue> values, in FhirPathValue value)
    {
        foreach (ref readonly var other in values)
        {
            if (ValueEquality.AreEqual(other, value) == true)
                return true;
        }

        return false;
    }

    private static void RemoveByHash(Frame frame, FhirPathCollection values, int start)
    {
        var seen = new HashSet<FhirPathValue>(values.Count - start, frame.Comparer);
        var kept = start;
        for (var i = start; i < values.Count; i++)
        {
            if (seen.Add(values[i]))
                values.Set(kept++, values[i]);
        }

        values.Truncate(kept);
    }
}
