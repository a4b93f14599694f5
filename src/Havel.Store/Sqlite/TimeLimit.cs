using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Havel.Store.Sqlite;

/// <summary>The time a query may take, asked by SQLite every so many instructions of its virtual machine.</summary>
internal sealed unsafe class TimeLimit(TimeProvider time)
{
    private long _deadline = long.MaxValue;

    public static delegate* unmanaged[Cdecl]<nint, int> Callback => &IsOver;

    public void Set(TimeSpan? limit) => _deadline = limit is null
        ? long.MaxValue
        : time.GetTimestamp() + (long)(limit.Value.TotalSeconds * time.TimestampFrequency);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsOver(nint state)
    {
        var limit = (TimeLimit)GCHandle.FromIntPtr(state).Target!;
        return limit._deadline != long.MaxValue && limit.Now > limit._deadline ? 1 : 0;
    }

    private long Now => time.GetTimestamp();
}
