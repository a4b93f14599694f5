using System.Runtime.InteropServices;

namespace Havel.Store.Tests.Simulation;

/// <summary>SQLite's <c>sqlite3_vfs</c>, as far as its second version. Source:
/// https://sqlite.org/c3ref/vfs.html.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVfs
{
    public int Version;
    public int FileSize;
    public int LongestPath;
    public NativeVfs* Next;
    public byte* Name;
    public nint Data;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, NativeFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int> Delete;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int*, int> Access;
    public nint FullPath;
    public nint OpenLibrary;
    public nint LibraryError;
    public nint LibrarySymbol;
    public nint CloseLibrary;
    public nint Randomness;
    public nint Sleep;
    public nint CurrentTime;
    public nint LastError;
    public nint CurrentTimeInt64;
    public nint SetSystemCall;
    public nint GetSystemCall;
    public nint NextSystemCall;
}
