using System.Diagnostics;

namespace Havel.Server.Tests.Faults;

/// <summary>A disk of its own in memory, that is soon full. Only who may mount can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 48;

    public SmallDisk()
    {
        Folder = Directory.CreateTempSubdirectory("havel-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", Folder))
            throw new InvalidOperationException($"Nothing can be mounted on {Folder}.");
    }

    /// <summary>Whether this process may mount.</summary>
    public static bool IsPossible { get; } = Try();

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Leaves no room for another byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size /= 2)
        {
            try
            {
                while (true)
                    filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, for pieces of this size.
            }
        }
    }

    /// <summary>There is room again.</summary>
    public void Free() => File.Delete(Filler);

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
            using var disk = new SmallDisk();
            return true;
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
