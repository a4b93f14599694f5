namespace Havel.Fhir.Search.Places;

/// <summary>A cell of any size: south-west corner and level. Level 0 is the whole Earth.</summary>
/// <param name="Number">The number of its first smallest cell, shifted to its level.</param>
/// <param name="Level">How often each axis was halved.</param>
/// <param name="South">Degrees of latitude.</param>
/// <param name="West">Degrees of longitude.</param>
internal readonly record struct PlaceArea(long Number, int Level, double South, double West)
{
    public static PlaceArea Earth { get; } = new(0, 0, -90, -180);

    /// <summary>The smallest cells within it, both ends included.</summary>
    public (long First, long Last) Cells
    {
        get
        {
            var bits = 2 * (PlaceCell.Levels - Level);
            return (Number << bits, ((Number + 1) << bits) - 1);
        }
    }

    /// <summary>One of its quarters, from 0 to 3 in the order of their numbers.</summary>
    public PlaceArea Quarter(int which)
    {
        var level = Level + 1;
        return new PlaceArea(
            (Number << 2) | (uint)which,
            level,
            South + (which >> 1) * Math.ScaleB(180, -level),
            West + (which & 1) * Math.ScaleB(360, -level));
    }

    /// <summary>The shortest way in metres from a place to any place of the area. Along a circle of latitude every
    /// step towards a place brings nearer, so what is nearest lies on the place's own meridian, where the area has it,
    /// else on one of the area's two.</summary>
    public double Metres(double latitude, double longitude)
    {
        var east = West + Math.ScaleB(360, -Level);
        var north = South + Math.ScaleB(180, -Level);
        return longitude >= West && longitude <= east
            ? GreatCircle.Metres(latitude, longitude, Math.Clamp(latitude, South, north), longitude)
            : Math.Min(
                ToMeridian(latitude, longitude, West, South, north),
                ToMeridian(latitude, longitude, east, South, north));
    }

    /// <summary>The shortest way to a piece of a meridian: to its ends, or to the foot of the perpendicular.</summary>
    private static double ToMeridian(double latitude, double longitude, double meridian, double south, double north)
    {
        var turn = Math.Cos(double.DegreesToRadians(longitude - meridian));
        var sine = Math.Sin(double.DegreesToRadians(latitude));
        var cosine = Math.Cos(double.DegreesToRadians(latitude)) * turn;
        var foot = Math.Clamp(double.RadiansToDegrees(Math.Atan2(sine, cosine)), south, north);
        var ends = Math.Min(
            GreatCircle.Metres(latitude, longitude, south, meridian),
            GreatCircle.Metres(latitude, longitude, north, meridian));
        return Math.Min(ends, GreatCircle.Metres(latitude, longitude, foot, meridian));
    }
}
