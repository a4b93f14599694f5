namespace Havel.Store.Backups;

/// <summary>Makes a data folder of a backup.</summary>
public static class FolderRestore
{
    /// <summary>Checks the backup and copies it. The backup stays as it is.</summary>
    /// <param name="backup">What <see cref="FolderBackup"/> made.</param>
    /// <param name="folder">The data folder to be; must be missing or empty.</param>
    /// <param name="stop">Gives up; nothing is left in the folder.</param>
    /// <exception cref="IOException">The backup is not whole, the folder is taken, or the disk fails.</exception>
    public static BackupContent Run(string backup, string folder, CancellationToken stop)
    {
        var files = BackupManifest.Check(backup);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} is not empty. A backup is restored into a folder of its own.");

        var part = folder.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);

        var bytes = 0L;
        try
        {
            foreach (var name in files)
            {
                stop.ThrowIfCancellationRequested();
                bytes += Copy(Path.Combine(backup, name), Path.Combine(part, name));
            }

            if (Directory.Exists(folder))
                Directory.Delete(folder);

            Directory.Move(part, folder);
        }
        catch
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);

            throw;
        }

        return new BackupContent(files.Count, bytes);
    }

    private static long Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return written.Length;
    }
}
