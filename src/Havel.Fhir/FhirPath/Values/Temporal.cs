using System.Runtime.InteropServices;

namespace Havel.Fhir.FhirPath.Values;

/// <summary>A date, dateTime or time with the precision it was written in. Missing parts stand at their first
/// value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Temporal
{
    private const int PrecisionMask = 0x0F;
    private const int FractionShift = 4;
    private const int OffsetFlag = 0x100;

    public Temporal(FhirPathKind kind, long ticks, int offsetMinutes, int detail)
    {
        Kind = kind;
        Ticks = ticks;
        OffsetMinutes = offsetMinutes;
        Detail = detail;
    }

    public Temporal(FhirPathKind kind, long ticks, Precision precision, int fractionDigits = 0, int? offset = null)
        : this(kind, ticks, offset ?? 0,
            (int)precision | (fractionDigits << FractionShift) | (offset is null ? 0 : OffsetFlag))
    {
    }

    public FhirPathKind Kind { get; }

    /// <summary>100-nanosecond units since 0001-01-01 in local time; for a time since midnight.</summary>
    public long Ticks { get; }

    /// <summary>Minutes east of UTC; 0 where <see cref="HasOffset"/> is false.</summary>
    public int OffsetMinutes { get; }

    /// <summary>Precision, digits of the second's fraction and whether there is an offset, packed.</summary>
    public int Detail { get; }

    public Precision Precision => (Precision)(Detail & PrecisionMask);

    /// <summary>Digits after the second's decimal point, 0 to 7.</summary>
    public int FractionDigits => (Detail >> FractionShift) & 0xF;

    public bool HasOffset => (Detail & OffsetFlag) != 0;

    /// <summary>Ticks in UTC where there is an offset; local ticks otherwise.</summary>
    public long UtcTicks => Ticks - OffsetMinutes * TimeSpan.TicksPerMinute;

    public Temporal WithTicks(long ticks) => new(Kind, ticks, OffsetMinutes, Detail);

    public Temporal WithPrecision(Precision precision, int fractionDigits) =>
        new(Kind, Ticks, precision, fractionDigits, HasOffset ? OffsetMinutes : null);

    public override string ToString() => TemporalText.Of(this);
}
