using System.Globalization;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Places;
using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>How far a match is from what it was searched near, told with it. Source:
/// https://hl7.org/fhir/R4/extension-location-distance.html.</summary>
internal static class DistanceExtension
{
    private const int Digits = 3;

    /// <summary>Writes the extension and a comma, or nothing for a resource without a position.</summary>
    /// <param name="bytes">Where it is written: within <c>entry.search</c>.</param>
    /// <param name="body">The match.</param>
    /// <param name="places">The distance is that to the nearest of them, in the unit of the first.</param>
    public static void Write(PooledBytes bytes, ReadOnlySpan<byte> body, IReadOnlyList<NearValue> places)
    {
        if (PositionReader.Metres(body, places) is not { } metres)
            return;

        var unit = places[0].Unit;
        var value = Math.Round(metres / unit.Metres, Digits);
        bytes.Append(
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/location-distance\","u8);
        bytes.Append("\"valueDistance\":{\"value\":"u8);
        bytes.Append(value.ToString("0.###", CultureInfo.InvariantCulture));
        bytes.Append(",\"unit\":\""u8);
        bytes.Append(unit.Code);
        bytes.Append("\",\"system\":\"http://unitsofmeasure.org\",\"code\":\""u8);
        bytes.Append(unit.Code);
        bytes.Append("\"}}],"u8);
    }
}
