namespace Havel.Fhir.Ucum;

/// <summary>What a unit expression stands for. Of a plain unit, one is <c>Factor</c> base units. Of a special one, the
/// function gives the number of base units: <c>inverse(value * Scale) * Factor</c>.</summary>
internal sealed record UnitMeaning(
    Rational Factor,
    UcumDimension Dimension,
    SpecialFunction Function = SpecialFunction.None)
{
    /// <summary>The number one: <c>1</c>, <c>{score}</c>.</summary>
    public static UnitMeaning One { get; } = new(Rational.One, default);

    /// <summary>What the value of a special unit is multiplied by before its inverse function: one, or the
    /// prefix.</summary>
    public Rational Scale { get; init; } = Rational.One;

    public bool IsSpecial => Function != SpecialFunction.None;

    /// <summary>Whether this is a mere number, with which even a special unit may be multiplied.</summary>
    public bool IsNumber => !IsSpecial && Dimension.IsNone;
}
