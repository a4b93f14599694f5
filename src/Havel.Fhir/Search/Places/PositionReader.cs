using System.Text.Json;

namespace Havel.Fhir.Search.Places;

/// <summary>Where a Location is, straight from its bytes.</summary>
public static class PositionReader
{
    /// <summary>The distance in metres from the nearest of some places; null for what has no position.</summary>
    /// <param name="body">A resource as JSON.</param>
    /// <param name="places">At least one.</param>
    public static double? Metres(ReadOnlySpan<byte> body, IReadOnlyList<NearValue> places)
    {
        if (Read(body) is not var (latitude, longitude) || !PlaceCell.IsPlace(latitude, longitude))
            return null;

        var least = double.PositiveInfinity;
        foreach (var place in places)
            least = Math.Min(least, GreatCircle.Metres(latitude, longitude, place.Latitude, place.Longitude));

        return least;
    }

    private static (double Latitude, double Longitude)? Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        double? latitude = null;
        double? longitude = null;
        var isWithin = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;

            if (reader.CurrentDepth == 1)
                isWithin = reader.ValueTextEquals("position"u8);
            else if (isWithin && reader.CurrentDepth == 2 && reader.ValueTextEquals("latitude"u8) && reader.Read())
                latitude = reader.GetDouble();
            else if (isWithin && reader.CurrentDepth == 2 && reader.ValueTextEquals("longitude"u8) && reader.Read())
                longitude = reader.GetDouble();
        }

        return latitude is { } north && longitude is { } east ? (north, east) : null;
    }
}
