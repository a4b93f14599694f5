namespace Havel.Store.Schema;

/// <summary>The folder that holds one store: the database file and a lock, so that no two processes write it at once.
/// The operating system drops the lock with the process, however it ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held)
    {
        DatabasePath = Path.Combine(path, "havel.db");
        _lock = held;
    }

    public string DatabasePath { get; }

    /// <summary>Where new resources are durable before they are in the database.</summary>
    public string JournalPath => DatabasePath + "-held";

    /// <summary>Takes the folder for this process, making it where there is none.</summary>
    /// <exception cref="SchemaException">Another process has the folder.</exception>
    public static DataFolder Take(string path)
    {
        Directory.CreateDirectory(path);
        var lockPath = Path.Combine(path, "havel.lock");
        try
        {
            return new DataFolder(
                path, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new SchemaException($"Another Havel process is using {path}. Stop it, or name another folder.");
        }
    }

    /// <summary>The folder without its lock: to read in beside whoever has it.</summary>
    public static DataFolder Visit(string path) => new(path, held: null);

    public void Dispose() => _lock?.Dispose();
}
