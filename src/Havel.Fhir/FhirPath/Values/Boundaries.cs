namespace Havel.Fhir.FhirPath.Values;

/// <summary>The least and greatest value that a value of limited precision may mean.
/// Source: https://hl7.org/fhirpath/#lowboundaryprecision-integer-decimal--date--datetime--time.</summary>
internal static class Boundaries
{
    private const int DefaultDecimals = 8;
    private const int MostDecimals = 28;

    /// <summary>The boundary; null where the value has none of that precision.</summary>
    public static FhirPathValue? Of(in FhirPathValue value, bool isLow, int? precision) => value.Kind switch
    {
        FhirPathKind.Integer or FhirPathKind.Decimal => OfDecimal(value.Decimal, isLow, precision) is { } number
            ? FhirPathValue.Of(number)
            : null,
        FhirPathKind.Quantity => OfDecimal(value.Decimal, isLow, precision) is { } amount
            ? FhirPathValue.Quantity(amount, value.Unit, value.IsCalendarUnit)
            : null,
        FhirPathKind.Date or FhirPathKind.DateTime or FhirPathKind.Time => OfTemporal(value.Temporal, isLow, precision),
        _ => null,
    };

    /// <summary>The digits that the value's text has, signs and separators left out.</summary>
    public static int? DigitsOf(in FhirPathValue value) => value.Kind switch
    {
        FhirPathKind.Integer => 0,
        FhirPathKind.Decimal => value.Decimal.Scale,
        FhirPathKind.Date or FhirPathKind.DateTime or FhirPathKind.Time => DigitsOf(value.Temporal),
        _ => null,
    };

    private static int DigitsOf(in Temporal value)
    {
        var date = value.Kind == FhirPathKind.Time ? -8 : 0;
        return date + value.FractionDigits + value.Precision switch
        {
            Precision.Year => 4,
            Precision.Month => 6,
            Precision.Day => 8,
            Precision.Hour => 10,
            Precision.Minute => 12,
            _ => 14,
        };
    }

    private static decimal? OfDecimal(decimal value, bool isLow, int? precision)
    {
        var digits = precision ?? DefaultDecimals;
        if (digits is < 0 or > MostDecimals)
            return null;

        var half = new decimal(5, 0, 0, false, (byte)Math.Min(value.Scale + 1, MostDecimals));
        try
        {
            var edge = isLow ? value - half : value + half;
            var outward = isLow ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity;
            var rounded = Math.Round(edge, digits, outward);
            return rounded + new decimal(0, 0, 0, false, (byte)digits);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static FhirPathValue? OfTemporal(in Temporal value, bool isLow, int? precision)
    {
        var full = value.Kind switch { FhirPathKind.Date => 8, FhirPathKind.Time => 9, _ => 17 };
        var digits = precision ?? full;
        if (value.Kind == FhirPathKind.Time)
            digits += 8;
        var target = digits switch
        {
            4 => Precision.Year,
            6 => Precision.Month,
            8 => Precision.Day,
            10 => Precision.Hour,
            12 => Precision.Minute,
            14 or 17 => Precision.Second,
            _ => (Precision?)null,
        };
        if (target is null || (value.Kind == FhirPathKind.Date && target > Precision.Day))
            return null;

        var ticks = isLow ? value.Ticks : LastMillisecond(value);
        int? offset = value.HasOffset ? value.OffsetMinutes : null;
        if (value.Kind == FhirPathKind.DateTime && target > Precision.Day && offset is null)
            offset = isLow ? 14 * 60 : -12 * 60;
        var kind = value.Kind;
        return FhirPathValue.Of(new Temporal(kind, ticks, target.Value, digits == 17 ? 3 : 0, offset));
    }

    private static long LastMillisecond(in Temporal value)
    {
        if (value.Precision == Precision.Second)
        {
            return value.FractionDigits == 0
                ? value.Ticks + TimeSpan.TicksPerSecond - TimeSpan.TicksPerMillisecond
                : value.Ticks;
        }

        return TemporalOrder.LastTick(value) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
    }
}
