using System.Collections.Frozen;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes <c>form_slot</c> and <c>unit_of</c>: which sets of slots resources have had rows in, and in which
/// units each code was measured. Both are few, and are met again with nearly every resource, so that a write costs a
/// look into memory. They only grow: what they do not name is nowhere, and a search for it need not look.</summary>
internal sealed class SeenTable(Connection writer)
{
    /// <summary>Stands for the set of slots itself.</summary>
    public const int FormSlot = 0;

    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly HashSet<ulong> _known = [];
    private readonly HashSet<ulong> _added = [];
    private readonly List<int> _slots = [];

    /// <summary>For slots of quantities the slot of the code they belong to.</summary>
    public IReadOnlyDictionary<int, int> CodeSlots { get; set; } = FrozenDictionary<int, int>.Empty;

    /// <summary>Writes what has not been seen yet, in the running transaction.</summary>
    public void Add(IndexRows rows)
    {
        if (rows.Type.Length == 0)
            return;

        Form(rows);
        foreach (var quantity in rows.Quantities)
        {
            if (CodeSlots.TryGetValue(quantity.Slot, out var codes))
                Units(rows, quantity.Slot, quantity.Unit, codes);
        }
    }

    /// <summary>The transaction is on disk.</summary>
    public void Commit()
    {
        if (_added.Count == 0)
            return;

        if (_known.Count + _added.Count > Limits.SeenForms)
            _known.Clear();

        _known.UnionWith(_added);
        _added.Clear();
    }

    /// <summary>What was written may be lost.</summary>
    public void Clear()
    {
        _known.Clear();
        _added.Clear();
    }

    /// <summary>Something of the transaction was undone: whatever stays is written again when it is met
    /// again.</summary>
    public void RollBack() => _added.Clear();

    private void Form(IndexRows rows)
    {
        var form = (ulong)string.GetHashCode(rows.Type, StringComparison.Ordinal) * Prime;
        var own = Prime;
        var slot = 0;
        foreach (ref readonly var row in rows.Tokens.AsSpan())
            Mix(row.Slot, ref slot, ref own);

        foreach (ref readonly var row in rows.Strings.AsSpan())
            Mix(row.Slot, ref slot, ref own);

        foreach (ref readonly var row in rows.Dates.AsSpan())
            Mix(row.Slot, ref slot, ref own);

        foreach (ref readonly var row in rows.Numbers.AsSpan())
            Mix(row.Slot, ref slot, ref own);

        foreach (ref readonly var row in rows.Quantities.AsSpan())
            Mix(row.Slot, ref slot, ref own);

        if (_known.Contains(form ^ own) || _added.Contains(form ^ own))
            return;

        Write(rows, (long)own);
        _added.Add(form ^ own);
    }

    private static void Mix(int slot, ref int last, ref ulong hash)
    {
        if (slot == last)
            return;

        last = slot;
        hash = (hash ^ (ulong)slot) * Prime;
        hash ^= hash >> 29;
    }

    private void Write(IndexRows rows, long form)
    {
        _slots.Clear();
        _slots.Add(FormSlot);
        _slots.AddRange(rows.Tokens.Select(row => row.Slot));
        _slots.AddRange(rows.Strings.Select(row => row.Slot));
        _slots.AddRange(rows.Dates.Select(row => row.Slot));
        _slots.AddRange(rows.Numbers.Select(row => row.Slot));
        _slots.AddRange(rows.Quantities.Select(row => row.Slot));
        var insert = writer.Cached(
            "INSERT INTO form_slot(type, slot, form) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
        foreach (var slot in _slots.Distinct())
        {
            insert.BindText(1, rows.Type);
            insert.Bind(2, slot);
            insert.Bind(3, form);
            insert.Run();
        }
    }

    private void Units(IndexRows rows, int slot, long unit, int codes)
    {
        foreach (ref readonly var token in rows.Tokens.AsSpan())
        {
            if (token.Slot != codes)
                continue;

            var pair = ((((ulong)token.Value * Prime) ^ (ulong)unit) * Prime) + (ulong)slot;
            if (_known.Contains(pair) || _added.Contains(pair))
                continue;

            var insert = writer.Cached(
                "INSERT INTO unit_of(slot, code, unit) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
            insert.Bind(1, slot);
            insert.Bind(2, token.Value);
            insert.Bind(3, unit);
            insert.Run();
            _added.Add(pair);
        }
    }
}
