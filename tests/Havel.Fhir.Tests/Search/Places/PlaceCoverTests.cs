using FsCheck.Xunit;
using Havel.Fhir.Search.Places;
using Xunit;

namespace Havel.Fhir.Tests.Search.Places;

/// <summary>A circle's cells: whatever lies in the circle lies in them, wherever on the Earth it is.</summary>
public sealed class PlaceCoverTests
{
    private static readonly double[] Latitudes = [-90, -89.99, -52.5, -0.001, 0, 0.001, 33, 52.5, 89.99, 90];

    private static readonly double[] Longitudes = [-180, -179.99, -90, -13.4, 0, 0.001, 13.4, 90, 179.99, 180];

    [Property(MaxTest = 3000)]
    public void Every_place_of_the_circle_lies_in_a_cell_of_its_cover(int seed)
    {
        var random = new Random(seed);
        var latitude = Latitude(random);
        var longitude = Longitude(random);
        var metres = Math.Pow(10, random.NextDouble() * 7.3);
        var cover = PlaceCover.Of(latitude, longitude, metres);

        for (var number = 0; number < 40; number++)
        {
            var other = number < 30
                ? Within(random, latitude, longitude, metres)
                : (Latitude: Latitude(random), Longitude: Longitude(random));
            if (GreatCircle.Metres(latitude, longitude, other.Latitude, other.Longitude) > metres)
                continue;

            var cell = PlaceCell.Of(other.Latitude, other.Longitude);
            Assert.Contains(cover, range => range.First <= cell && cell <= range.Last);
        }
    }

    [Property(MaxTest = 1000)]
    public void A_cover_is_a_few_ranges_in_order_and_of_about_the_circle(int seed)
    {
        var random = new Random(seed);
        var latitude = Latitude(random);
        var metres = Math.Pow(10, random.NextDouble() * 6);
        var cover = PlaceCover.Of(latitude, Longitude(random), metres);

        Assert.InRange(cover.Count, 1, PlaceCover.Ranges);
        for (var at = 1; at < cover.Count; at++)
            Assert.True(cover[at - 1].Last + 1 < cover[at].First);

        // Towards the poles cells get narrow, so that a range holds less of the Earth than its share of the numbers.
        var share = cover.Sum(range => (double)(range.Last - range.First + 1)) / Math.ScaleB(1, 2 * PlaceCell.Levels);
        var circle = Math.PI * metres * metres / (4 * Math.PI * GreatCircle.Radius * GreatCircle.Radius);
        if (metres > 10 && Math.Abs(latitude) < 60 && circle < 0.01)
            Assert.True(share < 12 * circle, $"{share} of the cells for {circle} of the Earth");
    }

    [Theory]
    [InlineData(52.5255, 13.3777, 53.5511, 9.9937, 253.3)]
    [InlineData(0, 179.5, 0, -179.5, 111.19)]
    [InlineData(90, 0, -90, 77, 20015.1)]
    [InlineData(90, 12, 90, -140, 0)]
    [InlineData(51.4778, -0.0015, 40.7128, -74.006, 5570.2)]
    public void Distances_are_those_of_a_globe(double a, double b, double c, double d, double kilometres)
    {
        Assert.Equal(kilometres, GreatCircle.Metres(a, b, c, d) / 1000, 0.003 * kilometres + 0.001);
        Assert.Equal(GreatCircle.Metres(c, d, a, b), GreatCircle.Metres(a, b, c, d), 1e-6);
    }

    [Theory]
    [InlineData("km", 1000)]
    [InlineData("m", 1)]
    [InlineData("miles", 1609.344)]
    [InlineData("[mi_us]", 1609.347)]
    [InlineData("[ft_i]", 0.3048)]
    [InlineData("kg", 0)]
    [InlineData("Cel", 0)]
    [InlineData("furlongs", 0)]
    public void Units_are_those_of_length(string text, double metres) =>
        Assert.Equal(metres, LengthUnit.Of(text)?.Metres ?? 0, 0.001);

    private static double Latitude(Random random) =>
        random.Next(2) == 0 ? Latitudes[random.Next(Latitudes.Length)] : (random.NextDouble() * 180) - 90;

    private static double Longitude(Random random) =>
        random.Next(2) == 0 ? Longitudes[random.Next(Longitudes.Length)] : (random.NextDouble() * 360) - 180;

    /// <summary>A place in some direction, at most so far away.</summary>
    private static (double Latitude, double Longitude) Within(
        Random random, double latitude, double longitude, double metres)
    {
        var angle = random.NextDouble() * metres / GreatCircle.Radius;
        var bearing = random.NextDouble() * 2 * Math.PI;
        var from = double.DegreesToRadians(latitude);
        var sine = (Math.Sin(from) * Math.Cos(angle)) + (Math.Cos(from) * Math.Sin(angle) * Math.Cos(bearing));
        var to = Math.Asin(Math.Clamp(sine, -1, 1));
        var turn = Math.Atan2(
            Math.Sin(bearing) * Math.Sin(angle) * Math.Cos(from), Math.Cos(angle) - (Math.Sin(from) * Math.Sin(to)));
        var east = longitude + double.RadiansToDegrees(turn);
        return (Math.Clamp(double.RadiansToDegrees(to), -90, 90), Math.IEEERemainder(east, 360));
    }
}
