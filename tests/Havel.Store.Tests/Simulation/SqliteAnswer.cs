namespace Havel.Store.Tests.Simulation;

/// <summary>The codes that a file system answers SQLite with. Source: https://sqlite.org/rescode.html.</summary>
internal static class SqliteAnswer
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int IoError = 10;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int ShortRead = 522;
    public const int WriteError = 778;
    public const int SyncError = 1034;
}
