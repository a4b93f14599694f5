namespace Havel.Store.Planning;

/// <summary>Fifth pass: chooses the clause that drives. The others are checked on its rows.</summary>
internal static class DrivingPass
{
    public static void Run(PlanContext context, Draft draft)
    {
        if (draft.Source is NoRows)
            return;

        if (draft.Subjects is { } subjects)
            BySubject(draft, subjects);
        else if (draft.Terms is [{ IsLink: false, Source: not null } only])
            Use(draft, only, only.Source);
        else if (draft.Terms.Count > 0)
            BySize(context, draft);
    }

    /// <summary>The subjects are known: a code or another token is sought for them alone.</summary>
    private static void BySubject(Draft draft, IReadOnlyList<long> subjects)
    {
        foreach (var term in draft.Terms)
        {
            if (term.Source is SeekRows { Seek: { Test: TokenTest, IsLink: false } } rows)
            {
                Use(draft, term, rows with { Subjects = subjects });
                return;
            }
        }
    }

    /// <summary>The smallest source, as far as a bounded look can tell; among large ones the one whose rows come in the
    /// order of the result, and all live resources where no clause has a source.</summary>
    private static void BySize(PlanContext context, Draft draft)
    {
        var best = (Term?)null;
        var fewest = (long)Limits.FewRows;
        foreach (var term in draft.Terms)
        {
            if (term.Source is null)
                continue;

            var size = context.Cardinality.Estimate(term.Source, (int)fewest);
            if (size < fewest)
            {
                best = term;
                fewest = size;
            }
        }

        if (best is null && draft.Types.Count == 1)
            draft.IsFew = context.Cardinality.Estimate(draft.Source, Limits.FewRows) < Limits.FewRows;

        if (best is null && !draft.IsFew)
        {
            best = draft.Terms.Find(term => term.Source is { IsOrdered: true }) ??
                draft.Terms.Find(term => term is { Source: not null, IsLink: false });
        }
        else
        {
            draft.IsFew = true;
        }

        if (best?.Source is { } source)
            Use(draft, best, source);
    }

    private static void Use(Draft draft, Term term, RowSource source)
    {
        draft.Driver = term;
        draft.Source = source;
    }
}
