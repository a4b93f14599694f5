using System.Numerics;

namespace Havel.Fhir.Ucum;

/// <summary>The way from one unit to another, worked out once. Each unit remembers the last one, since the same pair is
/// asked for again and again.</summary>
internal sealed class ConversionStep
{
    private readonly UcumUnit _source;
    private readonly Rational _ratio;
    private readonly bool _isPossible;
    private readonly bool _isLinear;
    private readonly decimal? _exact;

    public ConversionStep(UcumUnit source, UcumUnit target)
    {
        (_source, Target) = (source, target);
        _isPossible = source.IsCommensurableWith(target);
        _isLinear = !source.IsSpecial && !target.IsSpecial;
        if (!_isPossible || !_isLinear)
            return;

        _ratio = source.Factor / target.Factor;
        _exact = _ratio.ToDecimal() is { } ratio && Rational.Of(ratio) == _ratio ? ratio : null;
    }

    public UcumUnit Target { get; }

    public decimal? Convert(decimal value)
    {
        if (!_isPossible)
            return null;
        if (_exact is { } factor && FitsProduct(value, factor))
            return value * factor;
        if (_isLinear)
            return (Rational.Of(value) * _ratio).ToDecimal();

        return _source.ToBase(value) is { } inBase ? Target.FromBase(inBase) : null;
    }

    /// <summary>The order of a value of the source and one of the target, exactly; null where they have
    /// none.</summary>
    public int? Compare(decimal value, decimal other)
    {
        if (!_isPossible)
            return null;
        if (_exact is { } factor && FitsProduct(value, factor))
            return (value * factor).CompareTo(other);
        if (_isLinear)
            return (Rational.Of(value) * _ratio).CompareTo(Rational.Of(other));

        return _source.ToBase(value) is { } left && Target.ToBase(other) is { } right ? left.CompareTo(right) : null;
    }

    /// <summary>Whether a decimal holds the product without rounding.</summary>
    private static bool FitsProduct(decimal left, decimal right)
    {
        Span<int> a = stackalloc int[4];
        Span<int> b = stackalloc int[4];
        decimal.GetBits(left, a);
        decimal.GetBits(right, b);
        return Bits(a) + Bits(b) <= 96 && ((a[3] >> 16) & 0xFF) + ((b[3] >> 16) & 0xFF) <= 28;
    }

    private static int Bits(Span<int> parts)
    {
        if (parts[2] != 0)
            return 64 + BitOperations.Log2((uint)parts[2]) + 1;
        return parts[1] != 0
            ? 32 + BitOperations.Log2((uint)parts[1]) + 1
            : BitOperations.Log2((uint)parts[0] | 1) + 1;
    }
}
