using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Havel.Store.Holding;

/// <summary>The disk of the machine.</summary>
internal sealed partial class JournalDisk : IJournalDisk
{
    public static readonly JournalDisk Instance = new();

    private JournalDisk()
    {
    }

    public IJournalMedium Create(string path) => new Medium(File.OpenHandle(
        path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    // A new file's name is durable only when its folder is.
    public void FlushName(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var directory = OpenFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, flags: 0);
        if (directory < 0)
            return;

        _ = FlushHandle(directory);
        _ = CloseHandle(directory);
    }

    public byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];

    public void Delete(string path) => File.Delete(path);

    /// <summary>The content alone; the length never changes. Source:
    /// https://man7.org/linux/man-pages/man2/fdatasync.2.html.</summary>
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlushData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlushHandle(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseHandle(int handle);

    private sealed class Medium(SafeFileHandle handle) : IJournalMedium
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void FlushAll() => RandomAccess.FlushToDisk(handle);

        public void Flush()
        {
            if (!OperatingSystem.IsLinux())
                RandomAccess.FlushToDisk(handle);
            else if (FlushData(handle) != 0)
                throw Failure(Marshal.GetLastPInvokeError());
        }

        public void Dispose() => handle.Dispose();

        private static IOException Failure(int error) =>
            new($"The journal could not be written: error {error}.", error);
    }
}
