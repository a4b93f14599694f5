using System.Globalization;

namespace Havel.Fhir.Search.Reading;

/// <summary>Numbers of a query with their implicit precision. Source:
/// https://hl7.org/fhir/R4/search.html#number.</summary>
internal static class NumberText
{
    private const double ApproximateShare = 0.1;

    /// <summary>Reads a number into the inclusive range that the prefix compares with: for <c>eq</c> and <c>ne</c> half
    /// a
    /// unit of the last digit to both sides without the upper end, for <c>ap</c> a tenth, else the number
    /// itself.</summary>
    public static (double Low, double High)? Read(SearchPrefix prefix, string text)
    {
        if (!IsNumber(text) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;

        if (!double.IsFinite(value))
            return null;

        return prefix switch
        {
            SearchPrefix.Equal or SearchPrefix.NotEqual => ImplicitRange(text, value),
            SearchPrefix.Approximately =>
                (value - Math.Abs(value) * ApproximateShare, value + Math.Abs(value) * ApproximateShare),
            _ => (value, value),
        };
    }

    /// <summary>The same in another unit; null where it cannot be told there.</summary>
    public static (double Low, double High)? Read(SearchPrefix prefix, string text, Func<decimal, double?> convert)
    {
        if (!IsNumber(text)
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return null;

        if (prefix is SearchPrefix.Equal or SearchPrefix.NotEqual)
            return PlaceOf(text) is >= -28 and <= 28 and var place ? Around(exact, place, convert) : null;

        var widening = prefix == SearchPrefix.Approximately ? Math.Abs(exact) / 10 : 0;
        return convert(exact - widening) is { } low && convert(exact + widening) is { } high ? (low, high) : null;
    }

    private static (double Low, double High) ImplicitRange(string text, double value)
    {
        var place = PlaceOf(text);
        if (place is < -28 or > 28
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return (value, value);

        return Around(exact, place, number => Nearest(number)) ?? (value, value);
    }

    /// <summary>The power of ten of the digit that counts.</summary>
    private static int PlaceOf(string text)
    {
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;

        // The specification reads 1e2 as [95, 105): with an exponent the digit behind the last one written is exact
        // too.
        return exponent - decimals - (exponentAt < 0 ? 0 : 1);
    }

    /// <summary>The bounds are made in decimal and read as text, so that 5.45 here is the 5.45 of a row. The range does
    /// not
    /// hold its upper end; the last double before it does.</summary>
    private static (double Low, double High)? Around(decimal exact, int place, Func<decimal, double?> convert)
    {
        var half = 0.5m;
        for (var i = 0; i < Math.Abs(place); i++)
            half = place < 0 ? half / 10 : half * 10;

        try
        {
            return convert(exact - half) is { } low && convert(exact + half) is { } high
                ? (low, Math.BitDecrement(high))
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static double Nearest(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The grammar of FHIR's decimal; .NET alone would take blanks and infinity too.</summary>
    private static bool IsNumber(string text)
    {
        var at = text.Length > 0 && text[0] is ('-' or '+') ? 1 : 0;
        var digits = Digits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += Digits(text, ref at);
        }

        if (digits == 0)
            return false;

        if (at == text.Length)
            return true;

        if (text[at++] is not ('e' or 'E'))
            return false;

        at += at < text.Length && text[at] is ('-' or '+') ? 1 : 0;
        var exponent = Digits(text, ref at);
        return exponent is > 0 and < 5 && at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;

        return at - start;
    }
}
