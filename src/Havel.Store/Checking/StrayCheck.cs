using Havel.Store.Databases;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Reindexing;
using Havel.Store.Writing;

namespace Havel.Store.Checking;

/// <summary>Names the index rows that belong to nothing, once it is known that there are some: a hash of every row that
/// is to be there is kept, part by part.</summary>
internal sealed class StrayCheck(Connection reader, ResourcePreparation preparation, TypeTable types)
{
    private readonly ReindexReader _slices = new(reader, preparation, types);

    /// <summary>Names them, as many as are reported.</summary>
    public void Run(CheckReport report)
    {
        var run = new ReindexRun(string.Empty, string.Empty, 0, 0, 0, 0, 0);
        var (after, last, isLast) = (long.MinValue, long.MinValue, false);
        while (!isLast && report.Faults.Count < Limits.ReportedFaults)
        {
            _slices.Hashes.Clear();
            for (var count = 0; count < Limits.ReindexPart && !isLast;)
            {
                var (_, end, read) = _slices.Resources(run, slots: null, last, Limits.ReindexSlice);
                (last, count, isLast) = (end, count + read, read < Limits.ReindexSlice);
            }

            _slices.Hashes.Sort();
            foreach (var table in RowLayout.All)
                Name(table, (after, isLast ? long.MaxValue : last), report);

            after = last;
        }
    }

    private void Name(RowLayout table, (long After, long Until) part, CheckReport report)
    {
        object[]? after = null;
        do
        {
            (var strays, after) = _slices.Strays(table, after, part, slots: null);
            foreach (var stray in strays)
                report.Add($"{table.Name} has a row of {SlotOf(stray.Key[0])} that belongs to nothing.");
        }
        while (after is not null && report.Faults.Count < Limits.ReportedFaults);
    }

    private string SlotOf(object slot)
    {
        var name = reader.Cached("SELECT name FROM slot WHERE id = ?1");
        name.Bind(1, (long)slot);
        var text = name.Step() ? name.String(0) : $"place {slot}, which is none,";
        name.Reset();
        return text;
    }
}
