namespace Havel.Fhir.Ucum;

/// <summary>The functions of special units. The temperatures are exact; the rest goes through doubles and is cut to 15
/// digits.</summary>
internal static class SpecialFunctions
{
    private static readonly Rational CelsiusZero = Rational.Parse("273.15");
    private static readonly Rational FahrenheitZero = Rational.Parse("459.67");

    /// <summary>The zero of Réaumur's scale in its own degrees: 273.15 K * 4/5.</summary>
    private static readonly Rational ReaumurZero = Rational.Parse("218.52");

    /// <summary>From a number on the scale to a multiple of the defining unit; null where it has no value.</summary>
    public static Rational? ToDefining(SpecialFunction function, Rational value) => function switch
    {
        SpecialFunction.Celsius => value + CelsiusZero,
        SpecialFunction.Fahrenheit => value + FahrenheitZero,
        SpecialFunction.Reaumur => value + ReaumurZero,
        SpecialFunction.SquareRoot => value.Bits < Limits.UcumFactorBits ? value * value : null,
        _ => Rational.Of(Inverse(function, value.ToDouble())),
    };

    /// <summary>From a multiple of the defining unit to the number on the scale; null where it has none, such as the
    /// logarithm of nothing.</summary>
    public static Rational? FromDefining(SpecialFunction function, Rational value) => function switch
    {
        SpecialFunction.Celsius => value - CelsiusZero,
        SpecialFunction.Fahrenheit => value - FahrenheitZero,
        SpecialFunction.Reaumur => value - ReaumurZero,
        _ => Rational.Of(Forward(function, value.ToDouble())),
    };

    private static double Inverse(SpecialFunction function, double value) => function switch
    {
        SpecialFunction.NegativeLogarithm or SpecialFunction.HomeopathicDecimal => Math.Pow(10, -value),
        SpecialFunction.NaturalLogarithm => Math.Exp(value),
        SpecialFunction.Logarithm => Math.Pow(10, value),
        SpecialFunction.TwiceLogarithm => Math.Pow(10, value / 2),
        SpecialFunction.BinaryLogarithm => Math.Pow(2, value),
        SpecialFunction.HundredTangent => Math.Atan(value / 100),
        SpecialFunction.HomeopathicCentesimal => Math.Pow(100, -value),
        SpecialFunction.HomeopathicMillesimal => Math.Pow(1000, -value),
        SpecialFunction.HomeopathicQuintamillesimal => Math.Pow(50000, -value),
        _ => double.NaN,
    };

    private static double Forward(SpecialFunction function, double value) => function switch
    {
        SpecialFunction.NegativeLogarithm or SpecialFunction.HomeopathicDecimal => -Math.Log10(value),
        SpecialFunction.NaturalLogarithm => Math.Log(value),
        SpecialFunction.Logarithm => Math.Log10(value),
        SpecialFunction.TwiceLogarithm => 2 * Math.Log10(value),
        SpecialFunction.BinaryLogarithm => Math.Log2(value),
        SpecialFunction.HundredTangent => 100 * Math.Tan(value),
        SpecialFunction.SquareRoot => Math.Sqrt(value),
        SpecialFunction.HomeopathicCentesimal => -Math.Log10(value) / 2,
        SpecialFunction.HomeopathicMillesimal => -Math.Log10(value) / 3,
        SpecialFunction.HomeopathicQuintamillesimal => -Math.Log10(value) / Math.Log10(50000),
        _ => double.NaN,
    };
}
