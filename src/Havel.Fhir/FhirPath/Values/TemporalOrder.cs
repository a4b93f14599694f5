namespace Havel.Fhir.FhirPath.Values;

/// <summary>Compares dates and times of different precision: each is the range of moments it may mean, and the answer
/// is unknown where the ranges overlap. Source: https://hl7.org/fhirpath/N1/#datetime-comparison.</summary>
internal static class TemporalOrder
{
    /// <summary>Offsets reach from -12:00 to +14:00, so a local time is known within that much.</summary>
    private const long FurthestEast = 14 * TimeSpan.TicksPerHour;
    private const long FurthestWest = 12 * TimeSpan.TicksPerHour;

    /// <summary>Negative, zero or positive; null where the precision does not tell.</summary>
    public static int? Compare(in Temporal left, in Temporal right)
    {
        var widen = left.HasOffset != right.HasOffset;
        var (leftLow, leftHigh) = Range(left, widen);
        var (rightLow, rightHigh) = Range(right, widen);
        if (leftHigh < rightLow)
            return -1;
        if (leftLow > rightHigh)
            return 1;

        return !widen && left.Precision == right.Precision && leftLow == rightLow ? 0 : null;
    }

    /// <summary>The ticks behind the last moment that the value may mean, minus one; local.</summary>
    public static long LastTick(in Temporal value)
    {
        if (value.Precision == Precision.Second)
            return value.Ticks;
        if (value.Precision >= Precision.Day)
            return value.Ticks + UnitTicks(value.Precision) - 1;

        var start = new DateTime(value.Ticks, DateTimeKind.Unspecified);
        if (start.Year == DateTime.MaxValue.Year && (value.Precision == Precision.Year || start.Month == 12))
            return DateTime.MaxValue.Ticks;

        var next = value.Precision == Precision.Year ? start.AddYears(1) : start.AddMonths(1);
        return next.Ticks - 1;
    }

    private static long UnitTicks(Precision precision) => precision switch
    {
        Precision.Day => TimeSpan.TicksPerDay,
        Precision.Hour => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerMinute,
    };

    private static (long Low, long High) Range(in Temporal value, bool widen)
    {
        var shift = value.UtcTicks - value.Ticks;
        var low = value.Ticks + shift;
        var high = LastTick(value) + shift;
        return widen && !value.HasOffset ? (low - FurthestEast, high + FurthestWest) : (low, high);
    }
}
