using System.Buffers;
using Havel.Store.Holding;
using Havel.Store.Sqlite;

namespace Havel.Store.Backups;

/// <summary>Copies a data folder while a server uses it. The database comes out as one moment saw it, whatever is
/// written meanwhile: SQLite reads it in one transaction. Source:
/// https://sqlite.org/lang_vacuum.html#vacuuminto.</summary>
public static class FolderBackup
{
    /// <summary>What the copy lacks on purpose: locks are of a process, logs and shared memory belong to a database
    /// that is copied without them, and what was kept of an older layout is a copy itself.</summary>
    private static readonly SearchValues<string> PassedOver = SearchValues.Create(
        [".lock", "-wal", "-shm", "-journal", ".part", ".layout"], StringComparison.Ordinal);

    private static ReadOnlySpan<byte> DatabaseMark => "SQLite format 3\0"u8;

    /// <summary>Copies the folder.</summary>
    /// <param name="folder">A data folder, in use or not.</param>
    /// <param name="target">Where the copy is to be; must not be there yet.</param>
    /// <param name="stop">Gives up; nothing is left at the target.</param>
    /// <returns>What the copy holds.</returns>
    /// <exception cref="IOException">There is no store, the target is taken, or the disk fails.</exception>
    public static BackupContent Make(string folder, string target, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(folder, "havel.db")))
            throw new IOException($"There is no store in {folder}.");
        if (Path.Exists(target))
            throw new IOException($"{target} is there already. Name a folder that is not.");

        // The name is given at the end: what has it is whole.
        var part = target + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);

        try
        {
            CreateOwn(part);
            foreach (var name in FilesOf(folder))
            {
                stop.ThrowIfCancellationRequested();
                Copy(Path.Combine(folder, name), Path.Combine(part, name));
            }

            var content = BackupManifest.Write(part);
            Directory.Move(part, target);
            return content;
        }
        catch
        {
            Directory.Delete(part, recursive: true);
            throw;
        }
    }

    /// <summary>The journal first: what it has that is not in the database then is there, or follows from it. Then the
    /// database: what it refers to in other files was there before it.</summary>
    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).AsSpan().ContainsAny(PassedOver))
            .Select(path => Path.GetRelativePath(folder, path))
            .OrderBy(name => !IsJournal(name))
            .ThenBy(name => name != "havel.db")
            .ThenBy(name => name, StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (IsDatabase(from))
        {
            using var connection = SqliteConnection.Open(from, OpenMode.ReadOnly);
            using var copy = connection.Prepare("VACUUM INTO ?1");
            copy.BindText(1, to);
            copy.Run();
        }
        else if (IsJournal(from))
        {
            JournalFile.Copy(from, to);
        }
        else
        {
            File.Copy(from, to);
        }

        // SQLite leaves it to whoever asked for the copy to see that it is on the disk.
        using (var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite))
            written.Flush(flushToDisk: true);

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    /// <summary>A folder for its owner alone; on Windows it has the rights of the folder it is in.</summary>
    private static void CreateOwn(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsJournal(string path) => path.EndsWith("havel.db-held", StringComparison.Ordinal);

    private static bool IsDatabase(string path)
    {
        Span<byte> head = stackalloc byte[DatabaseMark.Length];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.SequenceEqual(DatabaseMark);
    }
}
