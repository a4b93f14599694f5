using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Reads a page along the index of the first sort key. It ends when no later key can have a place on the page;
/// what has no key comes at the end, from a search of its own. Where very many share one value, their order is found
/// along the index of the next key, or is the index's own.</summary>
internal sealed class WalkReader(ReadSession session, Plan plan)
{
    private SortedRowOrder _order = null!;
    private TopRows _top = null!;
    private SortedRow? _place;
    private int _count;

    public FoundPage Read(PagePosition? after, int count)
    {
        var isBack = after?.IsBack == true;
        _order = new SortedRowOrder(plan.Sort, isBack);
        _top = new TopRows(_order, after, count);
        _place = after is null ? null : SortedRow.Of(after);
        _count = count;

        // What has no key stands behind all that has one, so a page that is read backwards meets it first.
        if (isBack && after!.Keys[0] is null)
            WithoutKey(after);

        if (!_top.IsFull && (after is null || isBack || after.Keys[0] is not null))
            Step(WalkStep.Of(plan, isBack));

        if (!isBack && !_top.IsFull)
            WithoutKey(after?.Keys[0] is null ? after : null);

        return _top.ToPage(plan.Sort);
    }

    private void Step(WalkStep step)
    {
        foreach (var stream in step.Streams)
        {
            if (step.Term.Kind == SortKind.Updated || step.Term.Table != IndexTable.Quantity)
            {
                Walk(step, stream, unit: null);
                continue;
            }

            if (plan.Walk!.Units is { } units && step.Level == 0)
            {
                foreach (var known in units)
                    Walk(step, stream, known);

                continue;
            }

            // Quantities stand by unit, and are compared by their numbers.
            for (var unit = NextUnit(stream, null); unit is not null; unit = NextUnit(stream, unit))
                Walk(step, stream, unit);
        }
    }

    private long? NextUnit(int slot, long? after)
    {
        WalkWriter.NextUnit(session.Sql, slot, after);
        var rows = session.Sql.Prepare(session.Connection);
        var unit = rows.Step() ? rows.Int64(0) : default(long?);
        rows.Reset();
        return unit;
    }

    private void Walk(WalkStep step, int stream, long? unit)
    {
        var limit = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(_count * 2, Limits.WalkedRows));
        var from = IsInPlace(step) ? _place!.Keys[step.Level] : null;
        var run = new TieRun(step, stream, unit);
        var last = from is { } key && step.IsInOrderOfRids ? [key, new SqlValue(_place!.Rid)] : default(SqlValue[]);
        while (true)
        {
            WalkWriter.Stretch(session.Sql, step, stream, unit, from, last, limit);
            if (Stretch(step, run, limit))
                return;

            last = run.Last;
            if (run.Tie is { } tie && IsWorthwhile(step, tie))
            {
                Tied(step, tie);
                last = run.Behind();
            }

            // Many resources of one commit have one time, and each stretch begins at that time anew.
            limit = Math.Min(limit * 4, Limits.WalkedAtMost);
        }
    }

    /// <summary>Reads a stretch, or as much of it as tells that very many share one value.</summary>
    /// <returns>Whether nothing that comes later has a place on the page.</returns>
    private bool Stretch(WalkStep step, TieRun run, int limit)
    {
        var rows = session.Sql.Prepare(session.Connection);
        var seen = 0;
        var isBeyond = false;
        var isTied = false;
        while (!isBeyond && !isTied && rows.Step())
        {
            seen++;
            var row = SortedRow.Read(rows, step);
            isBeyond = _top.IsBeyond(row, step.Level) || (step.IsInOrder(row) && _top.IsBeyond(row));
            if (isBeyond)
                continue;

            _top.Add(row);
            isTied = run.Adds(rows, row);
            if (isTied || seen == limit)
                run.StopsAt(rows);
        }

        rows.Reset();
        return isBeyond || (!isTied && seen < limit);
    }

    /// <summary>Whether the order of those who share a value is better found apart: where it is the index's own,
    /// always; by the next key, where so few of all resources have to be walked past that it is quicker than to compare
    /// everyone who shares it.</summary>
    private bool IsWorthwhile(WalkStep step, WalkTie tie)
    {
        if (step.IsLast)
            return true;

        if (!step.Within(tie.Key).CanWalk)
            return false;

        WalkWriter.CountTied(session.Sql, step, tie, Limits.CountedRows);
        double tied = session.Scalar();
        var all = session.Size(new LiveRows(step.Types));
        var matching = double.IsNaN(plan.Draft.Size) || all <= 0 ? 1 : Math.Min(plan.Draft.Size / all, 1);
        return tied * matching > 4 * _count && tied * tied * matching > _count * all;
    }

    private void Tied(WalkStep step, WalkTie tie)
    {
        if (step.IsLast)
        {
            Tied(step, tie, also: null, IsInPlace(step) && IsInPlace(tie.Key, step.Level));
            return;
        }

        var next = step.Within(tie.Key);
        Step(next);
        if (next.Term.Kind == SortKind.Updated || _top.IsBeyondWithoutKey(next.Prefix))
            return;

        var any = new HasRow(new RowSeek(next.Term.Table, next.Term.Slots, AnyTest.Instance));
        Tied(step, tie, new Not(any), next.IsLast && IsInPlace(next) && _place!.Keys[next.Level] is null);
    }

    /// <summary>Reads the rows that share a value in the default order, as far as they have a place on the
    /// page.</summary>
    private void Tied(WalkStep step, WalkTie tie, Condition? also, bool isInPlace)
    {
        var isInOrder = step.IsLast || (also is not null && step.Level == plan.Sort.Count - 2);
        var last = isInPlace
            ? [new SqlValue(_place!.Subject), new SqlValue(_place.At), new SqlValue(_place.Rid)]
            : default(SqlValue[]);
        for (var limit = Limits.WalkedRows; ; limit = Math.Min(limit * 4, Limits.WalkedAtMost))
        {
            WalkWriter.Tied(session.Sql, step, tie, also, last, limit);
            var rows = session.Sql.Prepare(session.Connection);
            var seen = 0;
            var isBeyond = false;
            while (!isBeyond && rows.Step())
            {
                seen++;
                var row = SortedRow.Read(rows, step);
                isBeyond = isInOrder && _top.IsBeyond(row);
                if (!isBeyond)
                    _top.Add(row);

                last = [new SqlValue(row.Subject), new SqlValue(row.At), new SqlValue(row.Rid)];
            }

            rows.Reset();
            if (isBeyond || seen < limit)
                return;
        }
    }

    /// <summary>Whether the page begins among those that have the values before a step's key.</summary>
    private bool IsInPlace(WalkStep step)
    {
        if (_place is null)
            return false;

        for (var at = 0; at < step.Level; at++)
        {
            if (!IsInPlace(step.Prefix[at], at))
                return false;
        }

        return true;
    }

    private bool IsInPlace(SqlValue value, int key) =>
        _place!.Keys[key] is { } begin && _order.CompareKey(key, value, begin) == 0;

    private void WithoutKey(PagePosition? after)
    {
        var term = plan.Walk!.Term;
        if (term.Kind == SortKind.Updated)
            return;

        var any = new HasRow(new RowSeek(term.Table, term.Slots, AnyTest.Instance));
        var rest = plan with
        {
            Matches = plan.Matches with { Conditions = [.. plan.Matches.Conditions, new Not(any)] },
            Walk = null,
        };
        SqlWriter.Page(session.Sql, rest, after, _count + 1L);
        var rows = session.Sql.Prepare(session.Connection);
        while (!_top.IsFull && rows.Step())
            _top.Add(SortedRow.Read(rows, plan.Sort));

        rows.Reset();
    }
}
