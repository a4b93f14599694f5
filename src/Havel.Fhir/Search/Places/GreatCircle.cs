namespace Havel.Fhir.Search.Places;

/// <summary>Distances on a sphere of the Earth's mean radius. The ellipsoid would differ by up to half a per cent,
/// which no search for what is near depends on; in return every database reckons the same.</summary>
public static class GreatCircle
{
    /// <summary>The Earth's mean radius in metres, <c>(2a + b) / 3</c> of GRS 80. Source:
    /// https://doi.org/10.1007/s001900050278.</summary>
    public const double Radius = 6_371_008.8;

    /// <summary>The distance between two places in metres by the haversine formula, which is exact for small
    /// distances too. Databases reckon by the same steps in the same order.</summary>
    /// <param name="latitude">Of the one, in degrees.</param>
    /// <param name="longitude">Of the one, in degrees.</param>
    /// <param name="otherLatitude">Of the other.</param>
    /// <param name="otherLongitude">Of the other.</param>
    public static double Metres(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var up = Math.Sin(double.DegreesToRadians(latitude - otherLatitude) / 2);
        var along = Math.Sin(double.DegreesToRadians(longitude - otherLongitude) / 2);
        var cosines = Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(otherLatitude));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt((up * up) + (cosines * along * along))));
    }
}
