using Havel.Store.Planning;

namespace Havel.Store.Reading;

/// <summary>Walks from wholes to parts or back, one step after the other, through what the grant permits.</summary>
internal sealed class HierarchyWalk(ReadSession session) : IHierarchy
{
    private const string PartsSql = """
        SELECT r.key, l.subject, l.guard FROM token_row l CROSS JOIN resource r
        WHERE l.slot = ?1 AND l.value = ?2 AND l.system = +?3 AND r.rid = l.rid
        """;

    private const string WholesSql = """
        SELECT l.value, l.subject, l.guard FROM resource r INDEXED BY resource_key
        CROSS JOIN token_row l INDEXED BY token_link
        WHERE r.key = ?2 AND r.deleted = 0 AND l.rid = r.rid AND l.slot = ?1 AND l.system = -1
        """;

    public IReadOnlyList<long>? Closure(
        IReadOnlyList<long> keys, bool isBelow, IReadOnlyList<int> parents, int limit)
    {
        var known = new HashSet<long>(keys);
        var open = new Queue<long>(known);
        var found = new List<long>(known);
        while (open.TryDequeue(out var key))
        {
            foreach (var slot in parents)
            {
                foreach (var next in Step(key, slot, isBelow))
                {
                    if (!known.Add(next))
                        continue;

                    if (found.Count == limit)
                        return null;

                    found.Add(next);
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    private List<long> Step(long key, int slot, bool isBelow)
    {
        var next = new List<long>();
        var rows = session.Connection.Cached(isBelow ? PartsSql : WholesSql);
        rows.Bind(1, slot);
        rows.Bind(2, key);
        if (isBelow)
            rows.Bind(3, Fhir.Search.SearchHash.LinkSystem);

        while (rows.Step())
        {
            if (session.Sees(rows.Int64(1), rows.Int32(2)))
                next.Add(rows.Int64(0));
        }

        rows.Reset();
        return next;
    }
}
