using Havel.Fhir.Search;
using Havel.Store.Schema;
using Havel.Store.Writing;

namespace Havel.Store.Holding;

/// <summary>Writes what stands in a journal and not in the tables, in one transaction: killed on the way, it is simply
/// done again.</summary>
internal static class JournalReplay
{
    /// <summary>Replays the journal, if there is one.</summary>
    /// <param name="state">What the writer works with; its index is that of this process.</param>
    /// <param name="path">The journal.</param>
    /// <param name="records">What stands in the journal that belongs to the database.</param>
    /// <param name="applied">Number of the last record that is in the tables.</param>
    /// <exception cref="SchemaException">Records are missing.</exception>
    public static void Run(WriterState state, string path, List<JournalRecord> records, long applied)
    {
        records.RemoveAll(record => record.Number <= applied);
        if (records.Count == 0)
            return;

        if (records[0].Number != applied + 1 || records[^1].Number != applied + records.Count)
        {
            throw new SchemaException(
                $"{path} holds some of the resources that its database does not have, and others are missing: the two "
                + "are not of one moment. Restore both from one backup; or remove the journal, and lose them.");
        }

        state.Connection.BeginWrite();
        try
        {
            foreach (var record in records)
                Write(state, record);

            state.Index.Flush();
            HeldMerge.SetApplied(state.Connection, records[^1].Number);
            state.Policies.PrepareCommit(state.Connection);
            state.Connection.Commit();
        }
        catch
        {
            if (state.Connection.IsInTransaction)
                state.Connection.RollBack();

            throw;
        }

        state.Commit();
        state.Resources.Pass(records[^1].Rid);
    }

    private static void Write(WriterState state, JournalRecord record)
    {
        var ready = state.Preparation.Prepare(state.Parser.Parse(record.Body), record.Id);
        var owners = record.Patients switch
        {
            null => OwnerSet.Unowned,
            [] => OwnerSet.Directory,
            _ => OwnerSet.Of(record.Patients),
        };
        var place = state.Placement.Of(ready, owners, record.Rid);
        var type = state.Types.IdOf(record.Type);
        var row = new VersionRow(place, 1, record.Updated, WriteMethod.Post, ready.Packed);
        state.Resources.Insert(row, type, record.Id, ready.Key);
        state.Index.Add(ready.Rows, place);
    }
}
