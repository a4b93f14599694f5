using Havel.Store.Schema;
using Havel.Store.Writing;

namespace Havel.Store.Migrating;

/// <summary>Notes that everything is derived anew.</summary>
internal sealed class MigratedTask : WriterTask
{
    public override void Run(WriterState state, long lastCommit) =>
        state.Connection.Cached($"DELETE FROM meta WHERE name = '{MetaName.Migrating}'").Run();

    public override void Publish(WriterState state)
    {
    }
}
