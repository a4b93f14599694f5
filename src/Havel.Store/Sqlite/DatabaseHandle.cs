using System.Runtime.InteropServices;

namespace Havel.Store.Sqlite;

/// <summary>Owns SQLite's connection object, so that a forgotten connection is closed with the last reference to
/// it.</summary>
internal sealed class DatabaseHandle : SafeHandle
{
    public DatabaseHandle(nint database)
        : base(0, ownsHandle: true)
    {
        SetHandle(database);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => SqliteNative.Close(handle) == SqliteCode.Ok;
}
