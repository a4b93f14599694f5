using System.Security.Cryptography;

namespace Havel.Store.Backups;

/// <summary>The list of a backup's files with their SHA-256, in the form that <c>sha256sum --check</c> reads: whoever
/// keeps the backup can prove it whole without this program.</summary>
internal static class BackupManifest
{
    public const string Name = "SHA256SUMS";

    private const int HashLetters = 64;

    /// <summary>Writes the list of all files of a folder, and sees that it is on the disk.</summary>
    public static BackupContent Write(string folder)
    {
        var files = FilesOf(folder);
        var bytes = 0L;
        using var list = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew);
        using var writer = new StreamWriter(list);
        foreach (var name in files)
        {
            var path = Path.Combine(folder, name);
            bytes += new FileInfo(path).Length;
            writer.Write($"{HashOf(path)}  {name}\n");
        }

        writer.Flush();
        list.Flush(flushToDisk: true);
        return new BackupContent(files.Count, bytes);
    }

    /// <summary>Compares a backup with its list.</summary>
    /// <param name="folder">The backup.</param>
    /// <returns>Its files.</returns>
    /// <exception cref="IOException">Something is missing, changed or too much.</exception>
    public static IReadOnlyList<string> Check(string folder)
    {
        var list = Path.Combine(folder, Name);
        if (!File.Exists(list))
            throw new IOException($"{folder} is no backup: it has no {Name}.");

        var listed = new List<string>();
        foreach (var line in File.ReadLines(list))
        {
            if (line.Length < HashLetters + 3 || Path.IsPathRooted(line[(HashLetters + 2)..])
                || line.Contains("..", StringComparison.Ordinal))
                throw new IOException($"{list} is damaged.");

            var name = line[(HashLetters + 2)..];
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new IOException($"The backup lacks {name}.");
            if (!string.Equals(HashOf(path), line[..HashLetters], StringComparison.Ordinal))
                throw new IOException($"{name} is not what was backed up: its SHA-256 differs.");

            listed.Add(name);
        }

        if (FilesOf(folder).Except(listed, StringComparer.Ordinal).FirstOrDefault() is { } stranger)
            throw new IOException($"{stranger} does not belong to the backup.");

        return listed;
    }

    private static List<string> FilesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(name => name != Name)
            .Order(StringComparer.Ordinal),
    ];

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
