using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Reads a page along the index of the first sort key. It ends when no later key can have a place on the page;
/// what has no key comes at the end, from a search of its own.</summary>
internal sealed class WalkReader(ReadSession session, Plan plan)
{
    public FoundPage Read(PagePosition? after, int count)
    {
        var isBack = after?.IsBack == true;
        var top = new TopRows(new SortedRowOrder(plan.Sort, isBack), after, count);

        // What has no key stands behind all that has one, so a page that is read backwards meets it first.
        if (isBack && after!.Keys[0] is null)
            WithoutKey(after, top, count);

        if (!top.IsFull && (after is null || isBack || after.Keys[0] is not null))
        {
            foreach (var stream in plan.Walk!.Streams)
                Stream(stream, after?.Keys[0], isBack, top, count);
        }

        if (!isBack && !top.IsFull)
            WithoutKey(after?.Keys[0] is null ? after : null, top, count);

        return top.ToPage(plan.Sort);
    }

    private void Stream(int stream, SqlValue? from, bool isBack, TopRows top, int count)
    {
        var term = plan.Walk!.Term;
        if (term.Kind == SortKind.Updated || term.Table != Fhir.Search.IndexTable.Quantity)
        {
            Walk(stream, unit: null, from, isBack, top, count);
            return;
        }

        // Quantities stand by unit, and are compared by their numbers.
        var unit = default(long?);
        while (true)
        {
            WalkWriter.NextUnit(session.Sql, stream, unit);
            var rows = session.Sql.Prepare(session.Connection);
            unit = rows.Step() ? rows.Int64(0) : null;
            rows.Reset();
            if (unit is null)
                return;

            Walk(stream, unit, from, isBack, top, count);
        }
    }

    private void Walk(int stream, long? unit, SqlValue? from, bool isBack, TopRows top, int count)
    {
        var limit = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count * 2, Limits.WalkedRows));
        var last = default(SqlValue[]);
        while (true)
        {
            WalkWriter.Stretch(session.Sql, plan, stream, unit, new WalkStart(from, last, isBack), limit);
            var rows = session.Sql.Prepare(session.Connection);
            var seen = 0;
            var isBeyond = false;
            while (!isBeyond && rows.Step())
            {
                seen++;
                var row = SortedRow.Read(rows, plan.Sort);
                isBeyond = top.IsBeyond(row.Keys[0]);
                if (!isBeyond)
                    top.Add(row);

                if (seen == limit)
                    last = Columns(rows);
            }

            rows.Reset();
            if (isBeyond || seen < limit)
                return;

            // Many resources of one commit have one time, and each stretch begins at that time anew.
            limit = Math.Min(limit * 4, Limits.WalkedAtMost);
        }
    }

    /// <summary>The columns by which the walk goes on.</summary>
    private SqlValue[] Columns(Databases.Statement row)
    {
        var names = WalkWriter.OrderOf(plan.Walk!.Term);
        var values = new SqlValue[names.Count];
        for (var at = 0; at < values.Length; at++)
        {
            var column = 3 + plan.Sort.Count + at;
            values[at] = names[at] switch
            {
                "value" => new SqlValue(row.String(column)),
                "low" or "high" when plan.Walk.Term.IsReal => new SqlValue(row.Double(column)),
                _ => new SqlValue(row.Int64(column)),
            };
        }

        return values;
    }

    private void WithoutKey(PagePosition? after, TopRows top, int count)
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
        SqlWriter.Page(session.Sql, rest, after, count + 1L);
        var rows = session.Sql.Prepare(session.Connection);
        while (!top.IsFull && rows.Step())
            top.Add(SortedRow.Read(rows, plan.Sort));

        rows.Reset();
    }
}
