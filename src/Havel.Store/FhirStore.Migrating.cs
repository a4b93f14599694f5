using Havel.Store.Migrating;
using Havel.Store.Reindexing;
using Havel.Store.Schema;

namespace Havel.Store;

/// <content>A store that an older program wrote: before it answers anybody, all that follows from the bodies is derived
/// anew. Killed on the way, the next start goes on.</content>
public sealed partial class FhirStore
{
    private const string MigratingSql = $"SELECT value FROM meta WHERE name = '{MetaName.Migrating}'";

    private void Migrate()
    {
        var from = _writer.Scalar(MigratingSql);
        if (from == 0)
            return;

        Options.Tell?.Invoke(
            $"The store is of layout {from}: it is brought to {SchemaText.Version}. "
            + (_database is Sqlite.SqliteDatabase file ? $"What it was stays in {file.Path}.layout{from}." : ""));
        MigrateAsync().GetAwaiter().GetResult();
        Options.Tell?.Invoke($"The store is of layout {SchemaText.Version}.");
    }

    private async Task MigrateAsync()
    {
        var run = new ReindexRun(string.Empty, string.Empty, 0, 0, 0, 0, 0);
        await WorkAsync(run, progress => Options.Tell?.Invoke(progress.ToString()), _reindexStop.Token);
        await PackAsync("resource", "rid");
        await PackAsync("history", "entry");
        await _committer.RunAsync(new ReguardTask());
        await _committer.RunAsync(new MigratedTask());
    }

    private async Task PackAsync(string table, string key)
    {
        for (long? after = long.MinValue; after is { } at;)
        {
            var task = new PackTask(table, key, at);
            await _committer.RunAsync(task);
            after = task.Last;
        }
    }
}
