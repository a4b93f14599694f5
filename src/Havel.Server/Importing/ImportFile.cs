using System.IO.Compression;

namespace Havel.Server.Importing;

/// <summary>A file to import, with the format its name tells.</summary>
internal sealed record ImportFile(string Path, long Length)
{
    private const int BufferBytes = 1 << 16;

    private bool IsCompressed => Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private bool IsLines => Path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || Path.EndsWith(".ndjson.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files under the paths in a steady order; folders are searched to the bottom.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="missing">Receives paths that lead nowhere.</param>
    public static List<ImportFile> Find(IEnumerable<string> paths, ICollection<string> missing)
    {
        var found = new List<ImportFile>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(IsKnown).Order(StringComparer.Ordinal).Select(Of));
            }
            else if (File.Exists(path))
            {
                found.Add(Of(path));
            }
            else
            {
                missing.Add(path);
            }
        }

        return found;
    }

    /// <summary>What the file holds, read as it is asked for.</summary>
    /// <param name="consumed">Told how many bytes of the file have been read, ever again, for the progress
    /// line.</param>
    public IEnumerable<ImportItem> Read(Action<long> consumed)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var stream = IsCompressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var reader = new ItemReader(stream, splitsLines: IsLines);
        while (true)
        {
            ItemReader.Item? item;
            string? broken = null;
            try
            {
                item = reader.Next();
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                item = null;
                broken = "The file is damaged and cannot be read further: " + fault.Message;
            }

            consumed(file.Position);
            if (broken is not null)
                yield return new ImportItem(Path, reader.Line, default, broken);

            if (item is not { } found)
                yield break;

            yield return found.IsTooLong
                ? new ImportItem(Path, found.Line, default, $"Longer than {Limits.MaxImportItemBytes} bytes; skipped.")
                : new ImportItem(Path, found.Line, found.Bytes);
        }
    }

    private static ImportFile Of(string path) => new(path, new FileInfo(path).Length);

    private static bool IsKnown(string path) =>
        path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".ndjson.gz", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".xml.gz", StringComparison.OrdinalIgnoreCase);
}
