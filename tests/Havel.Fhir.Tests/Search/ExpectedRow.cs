using System.Globalization;
using Havel.Fhir.Search;

namespace Havel.Fhir.Tests.Search;

/// <summary>Reads the lines of the golden extraction cases: <c>slot kind value [#part]</c>.</summary>
internal static class ExpectedRow
{
    /// <summary>The row that a line stands for.</summary>
    public static object Parse(string line)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var slot = SearchFixture.Slot(parts[0]);
        var (text, part) = (parts[2], 0);
        var mark = text.LastIndexOf(" #", StringComparison.Ordinal);
        if (mark >= 0)
            (text, part) = (text[..mark], int.Parse(text[(mark + 2)..], CultureInfo.InvariantCulture));

        return parts[1] switch
        {
            "token" => Token(slot, text, part),
            "ref" => new TokenRow(slot, SearchHash.Key(text), SearchHash.LinkSystem, part),
            "uri" => new TokenRow(slot, SearchHash.Uri(text), 0, part),
            "text" => new TokenRow(slot, SearchHash.Uri(TextValue.Mark + text), 0, part),
            "absent" => new TokenRow(slot, 0, 0, 0),
            "string" => String(slot, text, part),
            "date" => Date(slot, text, part),
            "number" => Number(slot, text, part),
            "quantity" => Quantity(slot, text, part),
            _ => throw new FormatException(line),
        };
    }

    public static IEnumerable<object> All(SearchRows rows) =>
        rows.Tokens.Cast<object>().Concat(rows.Strings.Cast<object>()).Concat(rows.Dates.Cast<object>())
            .Concat(rows.Numbers.Cast<object>()).Concat(rows.Quantities.Cast<object>());

    private static TokenRow Token(int slot, string text, int part)
    {
        var bar = text.LastIndexOf('|');
        return bar < 0
            ? new TokenRow(slot, SearchHash.Token(text), 0, part)
            : new TokenRow(slot, SearchHash.Token(text[(bar + 1)..]), SearchHash.System(text[..bar]), part);
    }

    /// <summary><c>normalised = as written</c></summary>
    private static StringRow String(int slot, string text, int part)
    {
        var sides = text.Split(" = ");
        return new StringRow(slot, sides[0], SearchHash.Exact(sides[^1]), part);
    }

    /// <summary><c>from..to</c>, to the millisecond, both inclusive; an empty side is open.</summary>
    private static DateRow Date(int slot, string text, int part)
    {
        var sides = text.Split("..");
        return new DateRow(slot, Instant(sides[0], long.MinValue), Instant(sides[1], long.MaxValue), part);
    }

    private static long Instant(string text, long open) => text.Length == 0
        ? open
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .ToUnixTimeMilliseconds();

    private static NumberRow Number(int slot, string text, int part)
    {
        var (low, high) = Ends(text);
        return new NumberRow(slot, low, high, part);
    }

    /// <summary><c>low..high system|unit</c></summary>
    private static QuantityRow Quantity(int slot, string text, int part)
    {
        var sides = text.Split(' ', 2);
        var (low, high) = Ends(sides[0]);
        var bar = sides[1].LastIndexOf('|');
        return new QuantityRow(
            slot, SearchHash.Unit(sides[1][(bar + 1)..]), SearchHash.System(sides[1][..bar]), low, high, part);
    }

    private static (double Low, double High) Ends(string text)
    {
        var sides = text.Split("..");
        return (Number(sides[0], double.NegativeInfinity), Number(sides[^1], double.PositiveInfinity));
    }

    private static double Number(string text, double open) => text.Length == 0
        ? open
        : double.Parse(text, CultureInfo.InvariantCulture);
}
