using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Havel.Store.Tests.Simulation;

/// <summary>What SQLite calls on an open file of a simulated disk.</summary>
internal static unsafe class SimulatedMethods
{
    private const int SectorBytes = 512;

    /// <summary>A write never damages bytes beside it. Source: https://sqlite.org/psow.html.</summary>
    private const int PowersafeOverwrite = 0x1000;

    public static NativeMethods* Table { get; } = Make();

    private static NativeMethods* Make()
    {
        var table = (NativeMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods));
        table->Version = 2;
        table->Close = &Close;
        table->Read = &Read;
        table->Write = &Write;
        table->Truncate = &Truncate;
        table->Sync = &Sync;
        table->FileSize = &FileSize;
        table->Lock = &Lock;
        table->Unlock = &Unlock;
        table->CheckReservedLock = &CheckReservedLock;
        table->FileControl = &FileControl;
        table->SectorSize = &SectorSize;
        table->Characteristics = &Characteristics;
        table->ShmMemory = &ShmMemory;
        table->ShmLock = &ShmLock;
        table->ShmBarrier = &ShmBarrier;
        table->ShmRelease = &ShmRelease;
        return table;
    }

    private static OpenFile Of(NativeFile* file) => (OpenFile)GCHandle.FromIntPtr(file->Handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* file)
    {
        var open = Of(file);
        open.Disk.Release(open, file->Handle);
        GCHandle.FromIntPtr(file->Handle).Free();
        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* file, byte* into, int count, long offset) =>
        Of(file).Disk.Read(Of(file), offset, new Span<byte>(into, count));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* file, byte* from, int count, long offset) =>
        Of(file).Disk.Write(Of(file), offset, new ReadOnlySpan<byte>(from, count));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* file, long length) => Of(file).Disk.Truncate(Of(file), length);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* file, int flags) => Of(file).Disk.Sync(Of(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(NativeFile* file, long* size)
    {
        *size = Of(file).Disk.Length(Of(file));
        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(NativeFile* file, int level)
    {
        var handle = file->Handle;
        return Of(file).Disk.WithLocks(Of(file), locks => locks.Raise(handle, level))
            ? SqliteAnswer.Ok
            : SqliteAnswer.Busy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(NativeFile* file, int level)
    {
        var handle = file->Handle;
        Of(file).Disk.WithLocks(Of(file), locks => locks.Lower(handle, level));
        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(NativeFile* file, int* isReserved)
    {
        *isReserved = Of(file).Disk.WithLocks(Of(file), static locks => locks.IsReserved) ? 1 : 0;
        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(NativeFile* file, int operation, void* argument) => SqliteAnswer.NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(NativeFile* file) => SectorBytes;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(NativeFile* file) => PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMemory(NativeFile* file, int region, int size, int extends, void** memory)
    {
        *memory = (void*)Of(file).Disk.WithLocks(Of(file), locks => locks.Region(region, size, extends != 0));
        return SqliteAnswer.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(NativeFile* file, int first, int count, int flags)
    {
        var handle = file->Handle;
        return Of(file).Disk.WithLocks(Of(file), locks => locks.Slot(handle, first, count, flags))
            ? SqliteAnswer.Ok
            : SqliteAnswer.Busy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(NativeFile* file) => Thread.MemoryBarrier();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmRelease(NativeFile* file, int deletes) => SqliteAnswer.Ok;
}
