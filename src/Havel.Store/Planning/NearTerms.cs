using Havel.Fhir.Search;
using Havel.Fhir.Search.Places;

namespace Havel.Store.Planning;

/// <summary>Terms of <c>near</c>: driven by the ranges of cells that cover the circle, checked by the distance
/// alone.</summary>
internal static class NearTerms
{
    public static Term Of(PlanContext context, Draft draft, ValueClause clause)
    {
        var checks = new List<Condition>();
        var sources = new List<RowSeek>();
        foreach (var place in clause.Values.Cast<NearValue>())
        {
            foreach (var seek in Seeks(context, draft, clause, new NearTest(place, Cells: null)))
                checks.Add(new HasRow(seek));

            foreach (var cells in PlaceCover.Of(place.Latitude, place.Longitude, place.Metres))
                sources.AddRange(Seeks(context, draft, clause, new NearTest(place, cells)));
        }

        return new Term(checks.Count == 1 ? checks[0] : new AnyOf(checks), ValueTerms.Union(sources));
    }

    private static IEnumerable<RowSeek> Seeks(PlanContext context, Draft draft, ValueClause clause, NearTest test) =>
        ValueTerms.Seeks(context, draft, clause.Parameter.Slots, test, clause.Parameter.Kind);
}
