using Havel.Store.Databases;
using Havel.Store.Schema;

namespace Havel.Store.Sqlite;

/// <summary>A database in a file of a folder, which it holds.</summary>
internal sealed class SqliteDatabase(DataFolder folder) : Database
{
    /// <summary>The file.</summary>
    public string Path => folder.DatabasePath;

    /// <summary>The journal of what is not in the file yet.</summary>
    public string JournalPath => folder.JournalPath;

    public override Connection OpenWriter() => SchemaSetup.OpenWriter(Path);

    public override Connection OpenReader() => SchemaSetup.OpenReader(Path);

    public override Connection OpenFollower() => OpenReader();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            folder.Dispose();

        base.Dispose(disposing);
    }
}
