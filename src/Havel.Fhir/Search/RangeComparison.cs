using System.Numerics;

namespace Havel.Fhir.Search;

/// <summary>The prefixes as inequalities between the range of the search value and the range of the row, all ends
/// inclusive. One place for dates, numbers and quantities; docs/search.md has the same as a table.
/// Source: https://hl7.org/fhir/R4/search.html#prefix.</summary>
public static class RangeComparison
{
    /// <summary>Whether a row matches.</summary>
    /// <param name="prefix">How to compare.</param>
    /// <param name="low">Lower end of the search value.</param>
    /// <param name="high">Upper end of the search value.</param>
    /// <param name="rowLow">Lower end of the row.</param>
    /// <param name="rowHigh">Upper end of the row.</param>
    public static bool Matches<T>(SearchPrefix prefix, T low, T high, T rowLow, T rowHigh)
        where T : struct, IComparisonOperators<T, T, bool> => prefix switch
        {
            SearchPrefix.Equal => low <= rowLow && rowHigh <= high,
            SearchPrefix.NotEqual => rowLow < low || high < rowHigh,
            SearchPrefix.Greater => rowHigh > high,
            SearchPrefix.Less => rowLow < low,
            SearchPrefix.GreaterOrEqual => rowHigh > high || rowLow >= low,
            SearchPrefix.LessOrEqual => rowLow < low || rowHigh <= high,
            SearchPrefix.StartsAfter => rowLow > high,
            SearchPrefix.EndsBefore => rowHigh < low,
            SearchPrefix.Approximately => rowHigh >= low && rowLow <= high,
            _ => throw new ArgumentOutOfRangeException(nameof(prefix)),
        };
}
