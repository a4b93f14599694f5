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

    public IJournalMedium Create(string path) => new Medium(path, File.OpenHandle(
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

    /// <summary>The file, which is written past the system's cache as soon as it has its length.</summary>
    private sealed class Medium(string path, SafeFileHandle handle) : IJournalMedium
    {
        private DirectFile? _direct;
        private bool _hasLength;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (_direct is not null && bytes.Length < Limits.JournalHalfBytes)
            {
                _direct.Add(offset, bytes);
                return;
            }

            _direct?.Flush();
            RandomAccess.Write(handle, bytes, offset);
            _direct?.Forget();
        }

        public void FlushAll()
        {
            _direct?.Flush();
            RandomAccess.FlushToDisk(handle);
            if (!_hasLength)
                _direct = DirectFile.Open(path, handle);

            _hasLength = true;
        }

        public void Flush()
        {
            if (_direct is not null)
                _direct.Flush();
            else if (!OperatingSystem.IsLinux())
                RandomAccess.FlushToDisk(handle);
            else if (FlushData(handle) != 0)
                throw Failure(Marshal.GetLastPInvokeError());
        }

        public void Dispose()
        {
            _direct?.Dispose();
            handle.Dispose();
        }

        private static IOException Failure(int error) =>
            new($"The journal could not be written: error {error}.", error);
    }
}
