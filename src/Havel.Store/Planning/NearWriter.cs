using System.Globalization;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Places;

namespace Havel.Store.Planning;

/// <summary>Writes distances, by the steps of <see cref="GreatCircle.Metres"/>. Rows of places have their cell in the
/// column of the unit, latitude and longitude in those of the range.</summary>
internal static class NearWriter
{
    private static readonly string Diameter = (2 * GreatCircle.Radius).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>That a row's place is near enough, of the cells that are sought, with <c>AND</c> before it.</summary>
    public static void Test(SqlText sql, NearTest test, string row)
    {
        if (test.Cells is var (first, last))
        {
            sql.Add(" AND ", row, ".unit >= ").Bind(first);
            sql.Add(" AND ", row, ".unit <= ").Bind(last);
        }

        sql.Add(" AND ");
        Metres(sql, test.Place, row);
        sql.Add(" <= ").Bind(test.Place.Metres);
    }

    /// <summary>How far a row's place is from the nearest of some, in whole millimetres: what databases reckon
    /// differently lies far below.</summary>
    public static void Millimetres(SqlText sql, IReadOnlyList<NearValue> places, string row)
    {
        sql.Add("round(1000 * ");
        if (places.Count > 1)
            sql.Add(sql.Dialect.Least, "(");

        for (var at = 0; at < places.Count; at++)
        {
            sql.Add(at == 0 ? string.Empty : ", ");
            Metres(sql, places[at], row);
        }

        sql.Add(places.Count > 1 ? "))" : ")");
    }

    private static void Metres(SqlText sql, NearValue place, string row)
    {
        sql.Add("(", Diameter).Add(" * asin(", sql.Dialect.Least, "(1, sqrt(");
        Square(sql, row, "low", place.Latitude);
        sql.Add(" + cos(radians(", row, ".low)) * cos(radians(").Bind(place.Latitude).Add(")) * ");
        Square(sql, row, "high", place.Longitude);
        sql.Add("))))");
    }

    /// <summary>The square of the sine of half a difference.</summary>
    private static void Square(SqlText sql, string row, string column, double degrees)
    {
        Sine(sql, row, column, degrees);
        sql.Add(" * ");
        Sine(sql, row, column, degrees);
    }

    private static void Sine(SqlText sql, string row, string column, double degrees) =>
        sql.Add("sin(radians(", row, ".").Add(column, " - ").Bind(degrees).Add(") / 2)");
}
