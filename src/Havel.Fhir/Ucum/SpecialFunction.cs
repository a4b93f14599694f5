namespace Havel.Fhir.Ucum;

/// <summary>How a special unit relates to the unit it is defined by. The numbers stand in the data file.
/// Source: https://ucum.org/ucum, the tables' column for special units.</summary>
internal enum SpecialFunction : byte
{
    None = 0,
    Celsius = 1,
    Fahrenheit = 2,
    Reaumur = 3,
    NegativeLogarithm = 4,
    NaturalLogarithm = 5,
    Logarithm = 6,
    TwiceLogarithm = 7,
    BinaryLogarithm = 8,
    HundredTangent = 9,
    SquareRoot = 10,
    HomeopathicDecimal = 11,
    HomeopathicCentesimal = 12,
    HomeopathicMillesimal = 13,
    HomeopathicQuintamillesimal = 14,
}
