namespace Havel.Fhir.Search.Places;

/// <summary>Covers a circle on the Earth by ranges of cells, so that an index finds what may lie in it; whether it
/// does, the distance says.</summary>
public static class PlaceCover
{
    /// <summary>Greatest number of ranges: each is a seek, and more of them read fewer places in vain.</summary>
    public const int Ranges = 12;

    private const int Areas = 48;

    /// <summary>What rounding may take from a distance, in metres; far more than it does.</summary>
    private const double Slack = 0.01;

    /// <summary>Ranges of <see cref="PlaceCell"/> numbers, both ends included, in order and apart: all cells with any
    /// place of the circle, and others. Never none.</summary>
    /// <param name="latitude">Of the middle, in degrees.</param>
    /// <param name="longitude">Of the middle, in degrees.</param>
    /// <param name="metres">The radius, on the sphere of <see cref="GreatCircle"/>.</param>
    public static IReadOnlyList<(long First, long Last)> Of(double latitude, double longitude, double metres)
    {
        var areas = new List<PlaceArea> { PlaceArea.Earth };
        var ranges = Joined(areas);
        for (var level = 1; level <= PlaceCell.Levels; level++)
        {
            var finer = new List<PlaceArea>(areas.Count * 2);
            foreach (var area in areas)
            {
                for (var which = 0; which < 4; which++)
                {
                    var quarter = area.Quarter(which);
                    if (quarter.Metres(latitude, longitude) <= metres + Slack)
                        finer.Add(quarter);
                }
            }

            var joined = Joined(finer);
            if (finer.Count > Areas || joined.Count > Ranges)
                break;

            (areas, ranges) = (finer, joined);
        }

        return ranges;
    }

    /// <summary>Areas in the order of their numbers, neighbours as one.</summary>
    private static List<(long First, long Last)> Joined(List<PlaceArea> areas)
    {
        var ranges = new List<(long First, long Last)>(areas.Count);
        foreach (var area in areas)
        {
            var (first, last) = area.Cells;
            if (ranges.Count > 0 && ranges[^1].Last + 1 == first)
                ranges[^1] = (ranges[^1].First, last);
            else
                ranges.Add((first, last));
        }

        return ranges;
    }
}
