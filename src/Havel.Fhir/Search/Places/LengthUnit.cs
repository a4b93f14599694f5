using Havel.Fhir.Ucum;

namespace Havel.Fhir.Search.Places;

/// <summary>A unit of length.</summary>
/// <param name="Code">Its UCUM code.</param>
/// <param name="Metres">How many metres it has.</param>
public sealed record LengthUnit(string Code, double Metres)
{
    /// <summary>What is meant where no unit stands: https://hl7.org/fhir/R4/location.html#positional.</summary>
    public static LengthUnit Kilometre { get; } = new("km", 1000);

    /// <summary>A UCUM unit of length, or the everyday word for kilometres, metres or miles.</summary>
    /// <returns>Null for what is none.</returns>
    public static LengthUnit? Of(string text)
    {
        var code = text.ToUpperInvariant() switch
        {
            "KM" or "KMS" or "KILOMETRES" or "KILOMETERS" => "km",
            "METRES" or "METERS" => "m",
            "MI" or "MILE" or "MILES" => "[mi_i]",
            _ => text,
        };
        return UcumUnit.Find(code) is { IsSpecial: false } unit && UcumUnit.Find("m") is { } metre
            && unit.Convert(1, metre) is { } metres and > 0
            ? new LengthUnit(code, (double)metres)
            : null;
    }
}
