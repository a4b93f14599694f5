using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Places;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of <c>near</c>: the cell in the place of the unit, latitude and longitude in the place of the range,
/// so that the row that is found tells how far it is. Source: https://hl7.org/fhir/R4/location.html#positional.
/// </summary>
internal static class PlaceWriter
{
    /// <summary>What is no place on the Earth has no row.</summary>
    public static void Write(Node node, int slot, int part, List<QuantityRow> rows)
    {
        if (Degrees(node, "latitude") is { } latitude && Degrees(node, "longitude") is { } longitude
            && PlaceCell.IsPlace(latitude, longitude))
            rows.Add(new QuantityRow(
                slot, PlaceCell.Of(latitude, longitude), System: 0, latitude, longitude, part));
    }

    private static double? Degrees(Node node, string name)
    {
        var child = node.Child(name);
        return child.Exists && child.HasValue && NumberWriter.TryParse(child, out var degrees) ? degrees : null;
    }
}
