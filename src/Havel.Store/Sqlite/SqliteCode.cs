namespace Havel.Store.Sqlite;

/// <summary>The result codes the store tells apart. Source: https://sqlite.org/rescode.html.</summary>
internal static class SqliteCode
{
    public const int Ok = 0;
    public const int Error = 1;
    public const int Busy = 5;
    public const int ReadOnly = 8;
    public const int Interrupt = 9;
    public const int IoError = 10;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Constraint = 19;
    public const int Row = 100;
    public const int Done = 101;

    /// <summary>The primary code is the low byte of an extended one.</summary>
    public const int PrimaryMask = 0xff;
}
