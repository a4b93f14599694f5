using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Havel.Store.Tests.Simulation;

/// <summary>A file system for SQLite that keeps the files of simulated folders in memory and hands every other file to
/// the one it replaces. It becomes the default of the process, so that the store under test opens its database exactly
/// as it always does. Source: https://sqlite.org/vfs.html.</summary>
internal static unsafe partial class SimulatedVfs
{
    private const int CreateFlag = 4;

    private static readonly ConcurrentDictionary<string, SimulatedDisk> Disks = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();
    private static NativeVfs* _real;

    /// <summary>From now on the database files of the disk's folder are the disk's.</summary>
    public static void Add(SimulatedDisk disk)
    {
        lock (Gate)
        {
            if (_real is null)
                Register();
        }

        Disks[disk.Folder] = disk;
    }

    public static void Remove(SimulatedDisk disk) => Disks.TryRemove(disk.Folder, out _);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static partial NativeVfs* Find(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(NativeVfs* vfs, int isDefault);

    private static void Register()
    {
        _real = Find(null);
        var vfs = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
        *vfs = *_real;
        vfs->Next = null;
        vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8("havel-simulation");
        vfs->FileSize = Math.Max(_real->FileSize, sizeof(NativeFile));
        vfs->Open = &Open;
        vfs->Delete = &Delete;
        vfs->Access = &Access;
        if (Register(vfs, isDefault: 1) != SqliteAnswer.Ok)
            throw new InvalidOperationException("SQLite does not take the simulated file system.");
    }

    private static SimulatedDisk? DiskOf(byte* name, out string path)
    {
        path = name is null ? string.Empty : Marshal.PtrToStringUTF8((nint)name)!;
        return Path.GetDirectoryName(path) is { } folder ? Disks.GetValueOrDefault(folder) : null;
    }

    // The functions that are not replaced get this file system as their first argument and treat it as their own: it is
    // a copy of theirs. Those that are replaced hand on the real one.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(NativeVfs* vfs, byte* name, NativeFile* file, int flags, int* given)
    {
        if (DiskOf(name, out var path) is not { } disk)
            return _real->Open(_real, name, file, flags, given);

        file->Methods = null;
        var answer = disk.Open(path, (flags & CreateFlag) != 0, out var open);
        if (answer != SqliteAnswer.Ok)
            return answer;

        file->Methods = SimulatedMethods.Table;
        file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(open));
        if (given is not null)
            *given = flags;

        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(NativeVfs* vfs, byte* name, int syncsFolder)
    {
        if (DiskOf(name, out var path) is not { } disk)
            return _real->Delete(_real, name, syncsFolder);

        disk.Delete(path);
        return disk.IsDead ? SqliteAnswer.IoError : SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(NativeVfs* vfs, byte* name, int flags, int* result)
    {
        if (DiskOf(name, out var path) is not { } disk)
            return _real->Access(_real, name, flags, result);

        *result = disk.Exists(path) ? 1 : 0;
        return SqliteAnswer.Ok;
    }
}
