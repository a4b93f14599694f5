using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Places;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>latitude|longitude|distance|unit</c>, of which the last two may be absent. Source:
/// https://hl7.org/fhir/R4/location.html#positional.</summary>
internal static class NearReader
{
    /// <summary>The distance that is meant where none stands, in kilometres: R4 leaves it to the server.</summary>
    public const double DefaultKilometres = 50;

    /// <summary>Added to every distance in metres: more than rounding takes from one of nothing, and less than a
    /// position is known to.</summary>
    private const double Precision = 0.001;

    private const string Form = "latitude|longitude|distance|unit, such as 52.52|13.405|10|km";

    /// <summary>The places meant, or null after an issue.</summary>
    public static NearValue? Read(ReadState state, SearchParameter parameter, string text)
    {
        var parts = EscapedText.Split(text, '|').ConvertAll(part => EscapedText.Unescape(part).Trim());
        if (parts.Count is < 2 or > 4)
            return Refused(state, parameter, $"takes {Form}, not '{Quoted.Of(text)}'.");

        if (Number(parts[0]) is not { } latitude || Number(parts[1]) is not { } longitude)
            return Refused(state, parameter, $"takes {Form}: '{Quoted.Of(text)}' does not begin with two numbers.");

        if (!PlaceCell.IsPlace(latitude, longitude))
            return Refused(
                state, parameter,
                $"takes a latitude from -90 to 90 and a longitude from -180 to 180, not '{Quoted.Of(text)}'.");

        var unit = LengthUnit.Kilometre;
        if (parts.Count == 4 && parts[3].Length > 0)
        {
            if (LengthUnit.Of(parts[3]) is not { } stated)
                return Refused(
                    state, parameter, $"takes a unit of length such as km or [mi_us], not '{Quoted.Of(parts[3])}'.");

            unit = stated;
        }

        return Distance(parts, unit) is { } metres
            ? new NearValue(latitude, longitude, metres + Precision, unit)
            : Refused(state, parameter, $"takes a distance from 0, not '{Quoted.Of(parts[2])}'.");
    }

    private static double? Distance(List<string> parts, LengthUnit unit)
    {
        if (parts.Count == 2 || parts[2].Length == 0)
            return DefaultKilometres * LengthUnit.Kilometre.Metres;

        return Number(parts[2]) is { } distance and >= 0 ? distance * unit.Metres : null;
    }

    private static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static NearValue? Refused(ReadState state, SearchParameter parameter, string message)
    {
        state.Refuse(IssueType.Value, $"{parameter.Code} {message}");
        return null;
    }
}
