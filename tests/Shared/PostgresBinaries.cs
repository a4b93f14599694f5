namespace Havel.Tests.Shared;

/// <summary>Where PostgreSQL's own programs lie on this machine. Debian keeps them out of the PATH, one folder a
/// version.</summary>
internal static class PostgresBinaries
{
    private const int OldestVersion = 15;

    /// <summary>Full path of the folder that holds <c>initdb</c>, <c>postgres</c> and <c>psql</c>, of the newest
    /// version from 15 on; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (OperatingSystem.IsWindows())
            return null;

        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var newest = versions
            .Where(folder => VersionOf(folder) >= OldestVersion)
            .OrderByDescending(VersionOf)
            .Select(folder => Path.Combine(folder, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return newest.Concat(path).FirstOrDefault(IsComplete);
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static bool IsComplete(string folder) =>
        folder.Length > 0
        && File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "postgres"))
        && File.Exists(Path.Combine(folder, "psql"));
}
