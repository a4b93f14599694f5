using System.Runtime.InteropServices;

namespace Havel.Store.Sqlite;

/// <summary>What the body of a SQL function written in C# needs: its state, its arguments, its answer.
/// No exception may cross into SQLite: such a body catches everything and calls <see cref="Fail"/>.</summary>
internal static unsafe class FunctionCall
{
    /// <summary>The object handed to <see cref="SqliteConnection.Define"/>.</summary>
    public static T State<T>(nint context)
        where T : class => (T)GCHandle.FromIntPtr(SqliteNative.UserData(context)).Target!;

    /// <summary>The same object where its type is beyond doubt.</summary>
    public static object Target(nint context) => GCHandle.FromIntPtr(SqliteNative.UserData(context)).Target!;

    public static long Int64(nint* arguments, int index) => SqliteNative.ValueInt64(arguments[index]);

    public static void Return(nint context, long value) => SqliteNative.ResultInt64(context, value);

    /// <summary>Ends the query with an error: a decision that could not be made is never a yes.</summary>
    public static void Fail(nint context) => SqliteNative.ResultErrorCode(context, SqliteCode.Error);
}
