namespace Havel.Fhir;

/// <content>The limits of UCUM units.</content>
public static partial class Limits
{
    /// <summary>Characters in one UCUM unit; the longest of the published list of common codes has 23.</summary>
    public const int UcumLength = 512;

    /// <summary>Parentheses within parentheses in one UCUM unit.</summary>
    public const int UcumNesting = 32;

    /// <summary>Greatest exponent of a UCUM unit, either way.</summary>
    public const int UcumExponent = 120;

    /// <summary>Bits of numerator and denominator of a unit's factor: room for 10 to the power of 2,000.</summary>
    public const int UcumFactorBits = 8192;

    /// <summary>UCUM texts remembered with what they mean, in each of two generations.</summary>
    public const int UcumCachedUnits = 4096;
}
