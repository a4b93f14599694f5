using Havel.Store.Reading;

namespace Havel.Store.Everything;

/// <summary>Finds for each value in an index of labels a resource that has it and that the grant shows: one seek a
/// value, however many resources have it. Source: https://hl7.org/fhir/R4/resource-operation-meta.html.</summary>
internal sealed class LabelReader(ReadSession session)
{
    private readonly HashSet<long> _rids = [];

    /// <summary>The resources, one for each value of each slot; null for more than <see cref="Limits.Labels"/>
    /// values.</summary>
    public IReadOnlyList<ResourceVersion>? Read(IReadOnlyList<int> slots)
    {
        var left = Limits.Labels;
        foreach (var slot in slots)
        {
            for (var value = Next(slot, null, []); value is { } found; value = Next(slot, found.Value, []))
            {
                // A code can stand in several systems.
                var systems = new List<long>();
                for (var same = value; same is { } one; same = Next(slot, one.Value, systems))
                {
                    systems.Add(one.System);
                    _rids.Add(one.Rid);
                    if (--left < 0)
                        return null;
                }
            }
        }

        return [.. _rids.Select(rid => ResourceReader.Fetch(session, rid))];
    }

    /// <summary>The first row of the next value; with systems to leave out, of the same value.</summary>
    private (long Value, long System, long Rid)? Next(int slot, long? value, List<long> known)
    {
        var sql = session.Sql.Clear();
        sql.Add("SELECT r.value, r.system, r.rid FROM token_row AS r WHERE r.slot = ").Bind(slot);
        if (value is { } number)
            sql.Add(known.Count == 0 ? " AND r.value > " : " AND r.value = ").Bind(number);

        if (known.Count > 0)
            sql.Add(" AND NOT ").Equal("r", "system", known);

        if (session.PlanContext.IsGuarded)
        {
            sql.Add(" AND ");
            sql.Dialect.Permit(sql, "r");
        }

        sql.Add(" ORDER BY r.value LIMIT 1");
        var row = sql.Prepare(session.Connection);
        (long, long, long)? found = row.Step() ? (row.Int64(0), row.Int64(1), row.Int64(2)) : null;
        row.Reset();
        return found;
    }
}
