using Havel.Fhir.Search;
using Havel.Store.Indexing;

namespace Havel.Store.Planning;

/// <summary>Which date clauses ask for what <c>at</c> holds, and what follows from it. <c>at</c> is the first second of
/// the clinical date, or its last where it has no beginning (<see cref="ClinicalDate"/>).</summary>
internal static class ClinicalDates
{
    private const long Second = 1000;

    /// <summary>The condition on a resource of one type for one value, decided by <c>at</c> where it can be.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="type">The type.</param>
    /// <param name="test">The value.</param>
    /// <param name="exact">The condition by the index of dates.</param>
    public static Condition Of(SearchParameter parameter, string type, DateTest test, Condition exact)
    {
        if (!ClinicalDate.Table.TryGetValue(type, out var elements) || !IsOf(parameter, type, elements[0]))
            return exact;

        var from = Seconds(test.Low);
        var to = Seconds(test.High);

        // Where another element can take the place of a missing one, at alone does not say that there is a date.
        var isOnly = elements.Length == 1;
        return test.Prefix switch
        {
            SearchPrefix.Equal => new Dated(from - 1, to + 1, IsEnough: false, exact),
            SearchPrefix.StartsAfter => new Dated(to - 1, null, IsEnough: false, exact),
            SearchPrefix.EndsBefore => new Dated(null, from + 1, IsEnough: false, exact),
            SearchPrefix.Greater or SearchPrefix.GreaterOrEqual when isOnly =>
                new Dated(to + 2, null, IsEnough: true, exact),
            SearchPrefix.Less or SearchPrefix.LessOrEqual when isOnly =>
                new Dated(Place.NoDate + 1, from - 2, IsEnough: true, exact),
            _ => exact,
        };
    }

    private static long Seconds(long milliseconds) => Math.DivRem(milliseconds, Second).Quotient;

    /// <summary>Whether every value of the parameter is that element, in whatever type it comes:
    /// <c>Condition.onset.as(dateTime)</c> is <c>onset</c>.</summary>
    private static bool IsOf(SearchParameter parameter, string type, string element)
    {
        if (parameter.Slots.Count != 1 || parameter.Expression is not { } expression || element.Contains('.'))
            return false;

        var path = $"{type}.{element}";
        foreach (var member in expression.Split('|', StringSplitOptions.TrimEntries))
        {
            var rest = member.TrimStart('(');
            if (!rest.StartsWith(path, StringComparison.Ordinal) || !IsWhole(rest.AsSpan(path.Length)))
                return false;
        }

        return true;
    }

    private static bool IsWhole(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || rest.StartsWith(".as(") || rest.StartsWith(" as ") || rest.StartsWith(".ofType(");
}
