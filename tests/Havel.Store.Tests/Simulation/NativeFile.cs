using System.Runtime.InteropServices;

namespace Havel.Store.Tests.Simulation;

/// <summary>SQLite's <c>sqlite3_file</c> with what the simulation keeps behind it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFile
{
    public NativeMethods* Methods;
    public nint Handle;
}
