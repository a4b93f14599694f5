using Havel.Store.Databases;
using Havel.Store.Schema;
using Havel.Store.Writing;

namespace Havel.Store.Holding;

/// <summary>Moves one run of held creates into the tables, in one transaction that is worked at slice by slice: the
/// resources first, then all index rows in the order of their tables.</summary>
internal sealed class HeldMerge(WriterState state, IReadOnlyList<HeldCreate> run)
{
    /// <summary>What a resource costs, with its five indexes, in index rows.</summary>
    private const int RowsOfResource = 6;

    private int _next;
    private bool _hasBegun;

    public IReadOnlyList<HeldCreate> Run => run;

    /// <summary>Index rows and what counts for them, of the whole run.</summary>
    public int Work { get; } = run.Sum(create => create.Rows.Count + RowsOfResource);

    /// <summary>How much of it is done.</summary>
    public long Done { get; private set; }

    /// <summary>Does a slice.</summary>
    /// <param name="rows">About how many rows.</param>
    /// <returns>Whether the run is in the database, durably.</returns>
    public bool Step(int rows)
    {
        if (!_hasBegun)
        {
            state.Connection.BeginWrite();
            _hasBegun = true;
        }

        while (_next < run.Count && rows > 0)
        {
            Insert(run[_next++]);
            rows -= RowsOfResource;
            Done += RowsOfResource;
        }

        if (_next < run.Count)
            return false;

        var before = rows;
        var isFlushed = state.Index.FlushSome(ref rows);
        Done += before - rows;
        if (!isFlushed)
            return false;

        SetApplied(state.Connection, run[^1].Number);
        state.Connection.Commit();
        state.Commit();
        return true;
    }

    /// <summary>Writes all of the run and leaves the transaction open, to be undone.</summary>
    public void Try()
    {
        state.Connection.BeginWrite();
        _hasBegun = true;
        foreach (var create in run)
            Insert(create);

        state.Index.Flush();
    }

    /// <summary>Undoes what was begun; the next step begins anew.</summary>
    public void Undo()
    {
        if (state.Connection.IsInTransaction)
            state.Connection.RollBack();

        state.Index.Forget();
        state.Index.RollBack();
        _hasBegun = false;
        _next = 0;
        Done = 0;
    }

    /// <summary>Notes how far the journal is in the tables.</summary>
    public static void SetApplied(Connection writer, long number) => Set(writer, MetaName.JournalApplied, number);

    /// <summary>Writes a row of <c>meta</c>.</summary>
    public static void Set(Connection writer, string name, long value)
    {
        var set = writer.Cached("INSERT OR REPLACE INTO meta(name, value) VALUES (?1, ?2)");
        set.BindText(1, name);
        set.Bind(2, value);
        set.Run();
    }

    private void Insert(HeldCreate create)
    {
        if (create.IsNewSubject)
            state.Subjects.Write(create.Place.Subject, create.Patients);

        var row = new VersionRow(create.Place, 1, create.Updated, WriteMethod.Post, create.Packed);
        state.Resources.Insert(row, create.Type, create.Id, create.Key);
        state.Index.Add(create.Rows, create.Place);
    }
}
