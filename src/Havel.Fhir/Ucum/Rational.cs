using System.Globalization;
using System.Numerics;

namespace Havel.Fhir.Ucum;

/// <summary>An exact fraction in lowest terms with a positive denominator. The factors of UCUM are such fractions
/// (a foot is 381/1250 m), so a conversion rounds once, at its end, or not at all.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();

        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            common = -common;
        Numerator = numerator / common;
        _denominator = denominator / common;
    }

    private Rational(BigInteger integer) => (Numerator, _denominator) = (integer, BigInteger.One);

    public static Rational One { get; } = new(BigInteger.One);

    public BigInteger Numerator { get; }

    /// <summary>Always positive; one for the default value, which is zero.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public bool IsOne => Numerator.IsOne && _denominator.IsOne;

    public bool IsZero => Numerator.IsZero;

    /// <summary>Bits that numerator and denominator take together.</summary>
    public long Bits => Numerator.GetBitLength() + Denominator.GetBitLength();

    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    public static Rational Of(BigInteger integer) => new(integer);

    /// <summary>The exact value of a decimal.</summary>
    public static Rational Of(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        var scale = (parts[3] >> 16) & 0xFF;
        return new Rational(parts[3] < 0 ? -mantissa : mantissa, BigInteger.Pow(10, scale));
    }

    /// <summary>The value of a double, cut to the 15 digits that it holds for certain; null when it is no
    /// number.</summary>
    public static Rational? Of(double value) =>
        double.IsFinite(value) ? Parse(value.ToString("E14", CultureInfo.InvariantCulture)) : null;

    /// <summary>Reads <c>6.02214076</c>, <c>1e-7</c> or <c>980665e-5</c>.</summary>
    public static Rational Parse(string text)
    {
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0
            ? 0
            : int.Parse(text.AsSpan(mark + 1), NumberStyles.Integer, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent < 0
            ? new Rational(digits, BigInteger.Pow(10, -exponent))
            : new Rational(digits * BigInteger.Pow(10, exponent));
    }

    /// <summary>The power; a negative exponent inverts.</summary>
    public Rational Pow(int exponent) => exponent < 0
        ? new Rational(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent))
        : new Rational(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));

    /// <summary>The nearest decimal, of at most 28 digits; null when it is too large, or so small that nothing would be
    /// left of it.</summary>
    public decimal? ToDecimal()
    {
        if (Numerator.IsZero)
            return 0m;

        var whole = BigInteger.Abs(Numerator);
        var digits = DecimalDigits(whole) - DecimalDigits(Denominator);
        var scale = Math.Clamp(28 - Math.Max(digits, 0), 0, 28);
        while (true)
        {
            var rounded = RoundedQuotient(whole * BigInteger.Pow(10, scale), Denominator);
            if (rounded.GetBitLength() <= 96)
                return rounded.IsZero ? null : Assemble(rounded, scale, Numerator.Sign < 0);
            if (scale == 0)
                return null;
            scale--;
        }
    }

    /// <summary>The nearest double; infinity or zero where it has no room.</summary>
    public double ToDouble()
    {
        var shift = 64 - (int)(Numerator.GetBitLength() - Denominator.GetBitLength());
        var quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => Denominator.IsOne
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static int DecimalDigits(BigInteger value) => (int)(value.GetBitLength() * 0.30103);

    private static BigInteger RoundedQuotient(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        var order = (rest * 2).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static decimal Assemble(BigInteger mantissa, int scale, bool isNegative)
    {
        while (scale > 0)
        {
            var shorter = BigInteger.DivRem(mantissa, 10, out var digit);
            if (!digit.IsZero)
                break;
            mantissa = shorter;
            scale--;
        }

        var low = (int)(uint)(mantissa & uint.MaxValue);
        var middle = (int)(uint)((mantissa >> 32) & uint.MaxValue);
        var high = (int)(uint)(mantissa >> 64);
        return new decimal(low, middle, high, isNegative, (byte)scale);
    }
}
