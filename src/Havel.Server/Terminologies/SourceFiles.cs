using System.IO.Compression;

namespace Havel.Server.Terminologies;

/// <summary>The files of a release: those of folders and zips together, as publishers hand them out.</summary>
internal sealed class SourceFiles : IDisposable
{
    private readonly List<IDisposable> _archives = [];
    private readonly List<SourceFile> _files = [];

    private SourceFiles()
    {
    }

    public IReadOnlyList<SourceFile> All => _files;

    /// <summary>Opens files, folders and zips.</summary>
    /// <exception cref="SourceFault">A path leads nowhere, or an archive is damaged or names files outside
    /// itself.</exception>
    public static SourceFiles Open(IEnumerable<string> paths)
    {
        var files = new SourceFiles();
        try
        {
            foreach (var path in paths)
                files.Add(path);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>The files whose name, without folders, starts and ends so; letters of either case.</summary>
    public IReadOnlyList<SourceFile> Named(string start, string end) =>
    [
        .. _files.Where(file => file.BaseName.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                && file.BaseName.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        foreach (var archive in _archives)
            archive.Dispose();
    }

    private void Add(string path)
    {
        if (Directory.Exists(path))
        {
            foreach (var inner in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
                AddFile(inner, Path.GetRelativePath(path, inner).Replace('\\', '/'));
            return;
        }

        if (!File.Exists(path))
            throw new SourceFault($"There is no file or folder {path}.");

        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            AddZip(path);
        else
            AddFile(path, Path.GetFileName(path));
    }

    private void AddFile(string path, string name) =>
        _files.Add(new SourceFile(name, new FileInfo(path).Length, () => File.OpenRead(path)));

    private void AddZip(string path)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException broken)
        {
            throw new SourceFault($"{path} is no whole zip file: {broken.Message}");
        }

        _archives.Add(archive);
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/'))
                continue;

            Check(path, entry);
            total += entry.Length;
            if (total > Limits.MaxTerminologyBytes || _files.Count >= Limits.MaxTerminologyFiles)
                throw new SourceFault($"{path} unpacks to more than is read; unpack it, and name its files.");

            _files.Add(new SourceFile(entry.FullName.Replace('\\', '/'), entry.Length, () => OpenEntry(path, entry)));
        }
    }

    /// <summary>Nothing is unpacked to disk, so such a name could do no harm; but whoever made it meant to.</summary>
    private static void Check(string path, ZipArchiveEntry entry)
    {
        var parts = entry.FullName.Split('/', '\\');
        if (Path.IsPathRooted(entry.FullName) || parts.Contains("..", StringComparer.Ordinal))
            throw new SourceFault($"{path} names a file outside itself: {entry.FullName}. It is not read.");
    }

    private static Stream OpenEntry(string path, ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException broken)
        {
            throw new SourceFault($"{path}: {entry.FullName} is damaged: {broken.Message}");
        }
    }
}
