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
        else if (draft.Terms is [{ IsLink: false, Source: { } source } only] && IsEasy(draft, source))
            Use(draft, only, source);
        else if (draft.Terms.Count > 0)
            ByCost(context, draft);
    }

    /// <summary>Rows that come in the order of the answer need no other way, and neither do those of which there
    /// cannot be many.</summary>
    private static bool IsEasy(Draft draft, RowSource source) =>
        source.IsOrdered || draft.Wanted == Draft.All || source is IdRows;

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

    /// <summary>Weighs every source: one that comes in the order of the answer is left as soon as the page is full,
    /// any other is read and sorted as a whole.</summary>
    private static void ByCost(PlanContext context, Draft draft)
    {
        var sizes = new Sizes(context, draft);
        Arrange(draft, sizes, out var order);
        draft.Choices.Add(Weigh(draft, sizes, order, driver: -1));
        for (var at = 0; at < draft.Terms.Count; at++)
        {
            if (draft.Terms[at].Source is not null)
                draft.Choices.Add(Weigh(draft, sizes, order, at));
        }

        var best = draft.Choices[0];
        foreach (var choice in draft.Choices)
        {
            if (choice.Cost < best.Cost)
                best = choice;
        }

        draft.Size = sizes.All;
        for (var at = 0; at < draft.Terms.Count; at++)
            draft.Size *= sizes.ShareOf(at);

        draft.Read = best.Read;
        draft.IsFew = PrefersProbes(draft, sizes, best);
        if (best.Term is not null)
            Use(draft, best.Term, best.Source);

        var arranged = order.Select(at => draft.Terms[at]).ToArray();
        draft.Terms.Clear();
        draft.Terms.AddRange(arranged);
    }

    /// <summary>Whether what links to the row is looked for anew for each row, and not gathered beforehand.</summary>
    private static bool PrefersProbes(Draft draft, Sizes sizes, Choice choice)
    {
        if (choice.Read <= Limits.FewRows)
            return true;

        for (var at = 0; at < draft.Terms.Count; at++)
        {
            var term = draft.Terms[at];
            if (term.IsLink && !ReferenceEquals(term, choice.Term)
                && choice.Read * Costs.Check(term.WhenFew) < sizes.RowsOf(at) * Costs.Linked)
                return true;
        }

        return false;
    }

    /// <summary>The order in which terms are checked: those that sort out most for the least come first.</summary>
    private static void Arrange(Draft draft, Sizes sizes, out int[] order)
    {
        order = [.. Enumerable.Range(0, draft.Terms.Count)];
        var ranks = new double[order.Length];
        for (var at = 0; at < order.Length; at++)
            ranks[at] = Costs.Check(draft.Terms[at].WhenFew) / Math.Max(1 - sizes.ShareOf(at), 0.001);

        Array.Sort(ranks, order);
    }

    private static Choice Weigh(Draft draft, Sizes sizes, int[] order, int driver)
    {
        var term = driver < 0 ? null : draft.Terms[driver];
        var source = term?.Source ?? new LiveRows(draft.Types);
        var rows = driver < 0 ? sizes.All : sizes.RowsOf(driver);
        var share = 1.0;
        var check = 0.0;
        var gathering = 0.0;
        foreach (var at in order)
        {
            if (at == driver && term!.IsWhole)
                continue;

            var other = draft.Terms[at];
            check += share * Costs.Check(other.WhenFew);
            share *= at == driver ? 0.3 : sizes.ShareOf(at);
            if (other.IsLink)
                gathering += Math.Min(sizes.RowsOf(at), sizes.All) * Costs.Linked;
        }

        var isOrdered = source.IsOrdered && draft.Wanted != Draft.All;
        var read = isOrdered ? Math.Min(rows, draft.Wanted / share) : rows;
        var checks = gathering > 0 ? Math.Min(read * check, gathering + read) : read * check;
        var sorting = isOrdered ? 0 : read * share * Costs.Sorted;
        return new Choice(term, source, rows, read, (read * Costs.Scan(source)) + checks + sorting);
    }

    private static void Use(Draft draft, Term term, RowSource source)
    {
        draft.Driver = term;
        draft.Source = source;
    }
}
