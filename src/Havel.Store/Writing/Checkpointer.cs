using Havel.Store.Schema;
using Havel.Store.Sqlite;

namespace Havel.Store.Writing;

/// <summary>Moves committed pages from the write-ahead log into the database file beside the writer, so that writers
/// seldom wait for it. Nothing depends on it: the log is replayed after a crash, and the writer's own automatic
/// checkpoint does what is left. Source: https://sqlite.org/wal.html#ckpt.</summary>
internal sealed class Checkpointer : IDisposable
{
    private readonly Connection _connection;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public Checkpointer(string path)
    {
        _connection = SchemaSetup.OpenCheckpointer(path);
        _thread = new Thread(Run) { IsBackground = true, Name = "Havel checkpoints" };
        _thread.Start();
    }

    /// <summary>There is something new in the log.</summary>
    public void Wake() => _wake.Set();

    public void Dispose()
    {
        if (_isEnding)
            return;

        _isEnding = true;
        _wake.Set();
        _thread.Join();
        _connection.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_isEnding)
        {
            _wake.WaitOne();
            if (_isEnding)
                return;

            // Pages that change often are written once a pause instead of once a commit.
            Thread.Sleep(Limits.CheckpointPause);
            try
            {
                _connection.CheckpointPassively();
            }
            catch (SqliteException)
            {
                // A full or failing disk is told to those whose commit it hits; the log keeps what is not moved.
            }
        }
    }
}
