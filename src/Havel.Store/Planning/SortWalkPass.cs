using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>After the sort keys: whether the index of the first one is walked until a page is full, or all matches are
/// found and sorted.</summary>
internal static class SortWalkPass
{
    /// <summary>To find out that no smaller value of the resource came before.</summary>
    private const double Repeats = 2;

    public static SortWalk? Run(PlanContext context, Draft draft, IReadOnlyList<SortTerm> sort, long wanted)
    {
        if (draft.Subjects is not null || draft.Source is NoRows or IdRows || wanted == Draft.All
            || sort.Count == 0 || sort[0].Places.Count > 0 || sort.Any(term => term.Kind == SortKind.Text))
            return null;

        var walk = new SortWalk(sort[0], draft.Types, draft.ToChecks().Conditions);

        // Quantities stand by unit. Under a clause the walk through the units of others could find nothing, unless it
        // names codes of which it is known in which units they were measured.
        if (sort[0].Kind == SortKind.Row && sort[0].Table == IndexTable.Quantity && draft.Terms.Count > 0)
        {
            if (Units(context, draft, sort[0]) is not { } units)
                return null;

            walk = walk with { Units = units };
        }

        if (sort[0].Kind == SortKind.Id || walk.Streams.Count is 0 or > Limits.WalkedStreams)
            return null;

        var matches = Sizes.Of(context, draft);
        if (matches < Limits.FewRows)
            return null;

        var all = Math.Max(matches, context.Cardinality.Size(new LiveRows(draft.Types)));
        var each = sort[0].Kind == SortKind.Updated ? Costs.Scan(new UpdatedRows([], null!)) : Repeats;
        var walked = Math.Min(all, wanted * walk.Streams.Count * all / matches)
            * (each + walk.Conditions.Sum(Costs.Check));
        var sorted = matches * (Costs.Sorted + (Repeats * sort.Count));
        return walked < sorted ? walk : null;
    }

    private static IReadOnlyList<long>? Units(PlanContext context, Draft draft, SortTerm term)
    {
        if (term.Slots is not [var slot])
            return null;

        foreach (var each in draft.Terms)
        {
            if (each is { IsWhole: true, Source: SeekRows rows }
                && context.Cardinality.UnitsOf(slot, rows.Seek) is { } units)
                return units;
        }

        return null;
    }
}
