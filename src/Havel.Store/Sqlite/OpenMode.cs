namespace Havel.Store.Sqlite;

/// <summary>What a connection may do. Source: https://sqlite.org/c3ref/open.html.</summary>
internal enum OpenMode
{
    /// <summary>Reads only; SQLite itself refuses every write.</summary>
    ReadOnly = 1,

    /// <summary>Reads and writes, and makes the file where there is none.</summary>
    ReadWriteCreate = 6,
}
