using Havel.Store.Databases;
using Havel.Store.Planning;

namespace Havel.Store.Search;

/// <summary>How many rows of a walk have had one value one after the other, and where the walk goes on.</summary>
internal sealed class TieRun(WalkStep step, int stream, long? unit)
{
    private readonly IReadOnlyList<string> _columns = WalkWriter.OrderOf(step.Term);
    private readonly int _shared = WalkWriter.SharedBy(step.Term);
    private SqlValue[]? _values;
    private int _count;

    /// <summary>The columns by which the walk goes on.</summary>
    public SqlValue[]? Last { get; private set; }

    /// <summary>What very many share, where the walk has stopped for that.</summary>
    public WalkTie? Tie { get; private set; }

    /// <summary>Counts a row.</summary>
    /// <returns>Whether so many have its value now that their order may better be found apart; true once for a
    /// value.</returns>
    public bool Adds(Statement rows, SortedRow row)
    {
        Tie = null;
        if (step.IsBack)
            return false;

        if (_values is not null && IsSame(rows))
        {
            _count++;
        }
        else
        {
            _values = Values(rows, _shared);
            _count = 1;
        }

        if (_count != Limits.TiedRows || step.IsInOrderOfRids || !step.IsWhole(row.Keys[step.Level]!.Value))
            return false;

        Tie = new WalkTie(stream, unit, _values, row.Keys[step.Level]!.Value);
        return true;
    }

    /// <summary>The walk goes on behind that row.</summary>
    public void StopsAt(Statement rows) => Last = Values(rows, _columns.Count);

    /// <summary>The columns by which the walk goes on behind all that share the value.</summary>
    public SqlValue[] Behind()
    {
        var end = new SqlValue(step.Term.IsDescending ? long.MinValue : long.MaxValue);
        return [.. Tie!.Values, .. Enumerable.Repeat(end, _columns.Count - _shared)];
    }

    private bool IsSame(Statement rows)
    {
        for (var at = 0; at < _shared; at++)
        {
            var column = ColumnOf(at);
            var isSame = IsText(at) ? rows.TextEquals(column, _values![at].Text!)
                : IsReal(at) ? rows.Double(column).Equals(_values![at].Real)
                : rows.Int64(column) == _values![at].Integer;
            if (!isSame)
                return false;
        }

        return true;
    }

    private SqlValue[] Values(Statement rows, int count)
    {
        var values = new SqlValue[count];
        for (var at = 0; at < count; at++)
        {
            var column = ColumnOf(at);
            values[at] = IsText(at) ? new SqlValue(rows.String(column))
                : IsReal(at) ? new SqlValue(rows.Double(column)) : new SqlValue(rows.Int64(column));
        }

        return values;
    }

    private int ColumnOf(int at) => 3 + step.Sort.Count - step.Level + at;

    private bool IsText(int at) => _columns[at] == "value";

    private bool IsReal(int at) => step.Term.IsReal && at < _shared;
}
