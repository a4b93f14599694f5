using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Havel.Fhir.Terminology;
using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>The large code systems of a data folder, a file for each version of each. They are no patient data, so no
/// grant is asked for. Files that come or go while the folder is open are noticed by <see cref="Refresh"/>.</summary>
public sealed partial class TerminologyFolder : ICodeSystemSource, IDisposable
{
    private const string Extension = ".havelcs";

    private readonly string _folder;
    private readonly Lock _lock = new();
    private volatile Shelf _shelf = new([], []);

    private TerminologyFolder(string folder)
    {
        _folder = folder;
        Refresh();
    }

    /// <summary>Grows whenever a look found other files than the one before.</summary>
    public int Generation => _shelf.Generation;

    /// <summary>What is there, by URL and version.</summary>
    public IReadOnlyList<TerminologyEntry> All =>
    [
        .. _shelf.Systems.Select(system => new TerminologyEntry(
                system.Head, system.Count ?? 0, new FileInfo(system.Path) is { Exists: true } file ? file.Length : 0))
            .OrderBy(entry => entry.Head.Url, StringComparer.Ordinal)
            .ThenBy(entry => entry.Head.Version, StringComparer.Ordinal),
    ];

    /// <summary>Opens the folder <c>terminology</c> of a data folder; it need not exist.</summary>
    public static TerminologyFolder Open(string dataFolder) => new(Path.Combine(dataFolder, "terminology"));

    /// <summary>Looks for files that came, went or were replaced.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Refresh()
    {
        lock (_lock)
        {
            var before = _shelf;
            var stamps = Stamps();
            if (before.Stamps.Count == stamps.Count && before.Stamps.All(
                pair => stamps.TryGetValue(pair.Key, out var stamp) && stamp == pair.Value))
                return false;

            var systems = new List<StoredCodeSystem>();
            foreach (var (path, stamp) in stamps)
            {
                var known = before.Stamps.TryGetValue(path, out var old) && old == stamp
                    ? before.Systems.FirstOrDefault(system => system.Path == path)
                    : null;
                if ((known ?? TryOpen(path)) is { } system)
                    systems.Add(system);
            }

            // Those that went are not closed here: a walk over one may be under way, and ends well without its name.
            _shelf = new Shelf(systems, stamps) { Generation = before.Generation + 1 };
            return true;
        }
    }

    /// <inheritdoc/>
    public ICodeSystem? Find(string url, string? version)
    {
        StoredCodeSystem? best = null;
        foreach (var system in _shelf.Systems)
        {
            if (!string.Equals(system.Url, url, StringComparison.Ordinal) || !Fits(system.Head.Version, version))
                continue;
            if (best is null || VersionText.Compare(system.Head.Version, best.Head.Version) > 0)
                best = system;
        }

        return best;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> VersionsOf(string url) =>
    [
        .. _shelf.Systems.Where(system => string.Equals(system.Url, url, StringComparison.Ordinal))
            .Select(system => system.Head.Version)
            .OrderByDescending(version => version, Comparer<string>.Create(VersionText.Compare)),
    ];

    /// <summary>Begins to write a system; what there is of that version stays until it is whole.</summary>
    public CodeSystemWriter Write(CodeSystemHead head)
    {
        Directory.CreateDirectory(_folder);
        return new CodeSystemWriter(PathOf(head), head);
    }

    /// <summary>Removes a version, or all of them for null.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(string url, string? version)
    {
        var gone = _shelf.Systems
            .Where(system => system.Url == url && (version is null || system.Head.Version == version))
            .ToList();
        foreach (var system in gone)
            File.Delete(system.Path);
        Refresh();
        return gone.Count;
    }

    public void Dispose()
    {
        foreach (var system in _shelf.Systems)
            system.Dispose();
        _shelf = new Shelf([], []);
    }

    /// <summary>The version that was asked for; the URI of a SNOMED edition stands for all its versions.</summary>
    private static bool Fits(string version, string? asked) =>
        asked is null
        || string.Equals(version, asked, StringComparison.Ordinal)
        || version.StartsWith(asked + "/version/", StringComparison.Ordinal);

    private static StoredCodeSystem? TryOpen(string path)
    {
        try
        {
            return StoredCodeSystem.Open(path);
        }
        catch (SqliteException)
        {
            // A file that is no database of ours is passed over; the list of systems shows what there is.
            return null;
        }
    }

    private Dictionary<string, (long, DateTime)> Stamps()
    {
        var stamps = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
        if (!Directory.Exists(_folder))
            return stamps;

        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*" + Extension))
            stamps[file.FullName] = (file.Length, file.LastWriteTimeUtc);
        return stamps;
    }

    private string PathOf(CodeSystemHead head)
    {
        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{head.Url}|{head.Version}"));
        var readable = NotInNames().Replace($"{head.Url.Split("//")[^1]}-{head.Version.Split('/')[^1]}", "-");
        var name = readable.Length <= 60 ? readable : readable[..60];
        return Path.Combine(_folder, $"{name}-{hash:x16}{Extension}");
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotInNames();

    private sealed record Shelf(
        IReadOnlyList<StoredCodeSystem> Systems, Dictionary<string, (long, DateTime)> Stamps)
    {
        public int Generation { get; init; }
    }
}
