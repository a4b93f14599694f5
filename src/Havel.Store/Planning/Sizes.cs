namespace Havel.Store.Planning;

/// <summary>How many rows the terms of a variable have, and which share of all resources they leave. Terms count as
/// independent of each other.</summary>
internal sealed class Sizes
{
    /// <summary>A composite is looked up by its first component; about so many of these fit as a whole.</summary>
    private const double WholeShare = 0.3;

    private const double LeastShare = 1e-7;

    private readonly double[] _rows;
    private readonly double[] _shares;

    public Sizes(PlanContext context, Draft draft)
    {
        All = context.Cardinality.Size(new LiveRows(draft.Types));
        _rows = new double[draft.Terms.Count];
        _shares = new double[draft.Terms.Count];
        for (var at = 0; at < _rows.Length; at++)
        {
            var term = draft.Terms[at];
            _rows[at] = RowsOf(context, term, All);
            _shares[at] = Math.Clamp(ShareOf(context, term, _rows[at], All), LeastShare, 1);
        }
    }

    /// <summary>All live resources of the types.</summary>
    public double All { get; }

    /// <summary>The rows of a term's source; infinite where it has none.</summary>
    public double RowsOf(int term) => _rows[term];

    /// <summary>The share of all resources that fulfil a term.</summary>
    public double ShareOf(int term) => _shares[term];

    /// <summary>About how many resources a planned variable has.</summary>
    public static double Of(PlanContext context, Draft draft)
    {
        if (!double.IsNaN(draft.Size))
            return draft.Size;

        return draft.Source is LinkRows or UnionRows or NoRows || draft.Subjects is not null
            ? draft.Source is NoRows ? 0 : context.Cardinality.Estimate(draft.Source, Limits.FewRows)
            : context.Cardinality.Size(draft.Source);
    }

    private static double RowsOf(PlanContext context, Term term, double all)
    {
        if (term.Source is null)
            return double.PositiveInfinity;

        if (!term.IsLink)
            return Judged(context.Cardinality.Size(term.Source), all, term.Source);

        if (term.FarRows == 0)
            return 0;

        // Few at the far end can still be referred to by many: that is worth a true look.
        if (term.FarRows <= Limits.FewLinks)
        {
            var near = context.Cardinality.Estimate(term.Source, Limits.FewRows);
            if (near < Limits.FewRows)
                return near;
        }

        return double.IsNaN(term.FarShare) ? Math.Min(term.FarRows, all) : term.FarShare * all;
    }

    /// <summary>Of what was counted up to the cap only the least and the most are known: between them in the
    /// middle.</summary>
    private static double Judged(double rows, double all, RowSource source) =>
        rows == Limits.CountedRows && !source.IsOrdered && all > rows ? Math.Sqrt(rows * all) : rows;

    private static double ShareOf(PlanContext context, Term term, double rows, double all)
    {
        if (all <= 0)
            return 1;

        if (term.Excluded is { } excluded)
            return Math.Max(0.05, 1 - (context.Cardinality.Size(excluded) / all));

        if (double.IsInfinity(rows))
            return 0.5;

        return (term.IsWhole ? 1 : WholeShare) * rows / all;
    }
}
