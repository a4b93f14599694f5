using Havel.Store.Writing;

namespace Havel.Store.Migrating;

/// <summary>Works out the guards of all patients who have spoken again: what consent asks of a resource may be another
/// question than the older program's.</summary>
internal sealed class ReguardTask : WriterTask
{
    public override void Run(WriterState state, long lastCommit)
    {
        var patients = new List<string>();
        var rows = state.Connection.Cached("SELECT DISTINCT patient FROM subject_member");
        while (rows.Step())
            patients.Add(rows.String(0));

        rows.Reset();
        foreach (var patient in patients)
        {
            if (state.Policies.Working.Find(patient) is not null)
                state.Reguarder.Patient(patient);
        }
    }

    public override void Publish(WriterState state)
    {
    }
}
