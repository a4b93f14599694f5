using System.Diagnostics;
using System.Globalization;
using Havel.Tests.Shared;

namespace Havel.Server.Tests.Postgres;

/// <summary>A file system of a few megabytes in memory, to be filled up.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Whether this account may mount one.</summary>
    public static bool IsPossible { get; } = Try();

    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("havel-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", Size(megabytes), "havel-test", folder))
            return new SmallDisk(folder);

        Directory.Delete(folder);
        throw new InvalidOperationException("A file system in memory cannot be mounted here.");
    }

    public void Grow(int megabytes) => Run("mount", "-o", "remount," + Size(megabytes), Folder);

    /// <summary>Makes it the account's that a server runs under.</summary>
    public void GiveTo(PostgresServer server) => Run("chown", "--reference=" + server.Folder, Folder);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;

        try
        {
            using var disk = Mount(1);
            return true;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Size(int megabytes) =>
        string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
