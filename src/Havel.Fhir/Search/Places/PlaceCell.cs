namespace Havel.Fhir.Search.Places;

/// <summary>The numbers of the cells that places lie in. The Earth is halved by longitude and by latitude in turn; the
/// bits that say which halves make the number (a Morton or Z-order code), so that the cells within a larger one are
/// one range of numbers, and an index in their order finds a neighbourhood by a few ranges.</summary>
public static class PlaceCell
{
    /// <summary>Halvings of each axis: the smallest cells are 0.6 m wide at the equator.</summary>
    public const int Levels = 26;

    private const uint Steps = 1u << Levels;

    /// <summary>The number of the smallest cell that a place lies in.</summary>
    /// <param name="latitude">Degrees from -90 to 90.</param>
    /// <param name="longitude">Degrees from -180 to 180; these two are one meridian and yet two cells.</param>
    public static long Of(double latitude, double longitude) =>
        Spread(Step(longitude, 360)) | (Spread(Step(latitude, 180)) << 1);

    /// <summary>Whether these are degrees that a place can have.</summary>
    public static bool IsPlace(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;

    /// <summary>The last cell of an axis holds its end.</summary>
    private static uint Step(double degrees, double all) =>
        (uint)Math.Clamp((long)Math.Floor((degrees + (all / 2)) / all * Steps), 0, Steps - 1);

    /// <summary>Puts an empty bit before each bit.</summary>
    private static long Spread(uint value)
    {
        var spread = (ulong)value;
        spread = (spread | (spread << 16)) & 0x0000FFFF0000FFFF;
        spread = (spread | (spread << 8)) & 0x00FF00FF00FF00FF;
        spread = (spread | (spread << 4)) & 0x0F0F0F0F0F0F0F0F;
        spread = (spread | (spread << 2)) & 0x3333333333333333;
        spread = (spread | (spread << 1)) & 0x5555555555555555;
        return (long)spread;
    }
}
