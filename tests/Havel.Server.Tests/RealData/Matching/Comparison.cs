using System.Globalization;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>The prefixes, for time and for numbers. Source: https://hl7.org/fhir/R4/search.html#prefix.</summary>
internal static class Comparison
{
    private static readonly string[] Prefixes = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"];

    /// <summary>Takes the prefix off a value; <c>eq</c> where there is none.</summary>
    public static (string Prefix, string Operand) Divide(string value) =>
        value.Length > 2 && Prefixes.Contains(value[..2], StringComparer.Ordinal)
            ? (value[..2], value[2..])
            : ("eq", value);

    /// <summary>Whether a span of a resource matches a date of a query.</summary>
    /// <param name="value">The date with its prefix.</param>
    /// <param name="now">For <c>ap</c>: a tenth of the gap between then and now.</param>
    public static Func<TimeSpot, bool> OfTime(string value, DateTimeOffset now)
    {
        var (prefix, rest) = Divide(value);
        var asked = TimeSpot.Parse(rest);
        if (prefix is "ap")
            asked = Widen(asked, now.UtcTicks);

        return spot => OfTime(prefix, asked, spot);
    }

    /// <summary>Whether the range of a number of a resource matches a number of a query.</summary>
    public static Func<decimal, decimal, bool> OfNumber(string value)
    {
        var (prefix, rest) = Divide(value);
        var asked = decimal.Parse(rest, NumberStyles.Float, CultureInfo.InvariantCulture);
        var half = HalfUnit(rest);
        var tenth = Math.Abs(asked) / 10;
        return prefix switch
        {
            "eq" => (low, high) => asked - half <= low && high < asked + half,
            "ne" => (low, high) => !(asked - half <= low && high < asked + half),
            "gt" => (_, high) => high > asked,
            "lt" => (low, _) => low < asked,
            "ge" => (low, high) => high > asked || low >= asked,
            "le" => (low, high) => low < asked || high <= asked,
            "sa" => (low, _) => low > asked,
            "eb" => (_, high) => high < asked,
            _ => (low, high) => high >= asked - tenth && low <= asked + tenth,
        };
    }

    private static bool OfTime(string prefix, TimeSpot asked, TimeSpot spot)
    {
        var isWithin = asked.Start <= spot.Start && spot.End <= asked.End;
        var reachesAbove = spot.End > asked.End;
        var reachesBelow = spot.Start < asked.Start;
        return prefix switch
        {
            "eq" => isWithin,
            "ne" => !isWithin,
            "gt" => reachesAbove,
            "lt" => reachesBelow,
            "ge" => reachesAbove || isWithin,
            "le" => reachesBelow || isWithin,
            "sa" => spot.Start >= asked.End,
            "eb" => spot.End <= asked.Start,
            _ => spot.Start < asked.End && asked.Start < spot.End,
        };
    }

    private static TimeSpot Widen(TimeSpot asked, long now)
    {
        var gap = Math.Max(0, Math.Max(asked.Start - now, now - asked.End));
        return new TimeSpot(asked.Start - gap / 10, asked.End + gap / 10);
    }

    // Half of the last digit's place; 1e2 is [95, 105) in the specification, so one place less counts with an exponent.
    private static decimal HalfUnit(string number)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var mantissa = e < 0 ? number : number[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var place = point < 0 ? 0 : point + 1 - mantissa.Length;
        if (e >= 0)
            place += int.Parse(number[(e + 1)..], CultureInfo.InvariantCulture) - 1;

        var half = 0.5m;
        for (; place > 0; place--)
            half *= 10;

        for (; place < 0; place++)
            half /= 10;

        return half;
    }
}
