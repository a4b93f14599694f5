using Havel.Store.Databases;
using Havel.Store.Sqlite;

namespace Havel.Store.Schema;

/// <summary>Sets a connection up and makes the tables of an empty file.</summary>
internal static class SchemaSetup
{
    /// <summary>Settings of every connection. Foreign keys stay off: rows are written by one committer that keeps them
    /// whole, and the check would cost a seek per row. Source: https://sqlite.org/pragma.html.</summary>
    private const string Common = """
        PRAGMA foreign_keys = OFF;
        PRAGMA temp_store = MEMORY;
        PRAGMA trusted_schema = OFF;
        """;

    /// <summary>Small pages: a create touches some twenty of them at random, and each goes into the log whole. The
    /// writer's cache is small because SQLite walks it at every commit, and the operating system caches the file
    /// anyway.
    /// Only a new file takes the page size. What is deleted is overwritten, so that an erasure leaves nothing in free
    /// pages. Source: https://sqlite.org/pragma.html#pragma_secure_delete.</summary>
    private const string Writer = """
        PRAGMA page_size = 4096;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA secure_delete = ON;
        """;

    /// <summary>What stands between the name of a database and the layout it was kept of.</summary>
    private const string KeptMark = ".layout";

    private const string Reader = """
        PRAGMA cache_size = -16384;
        PRAGMA query_only = ON;
        """;

    public static SqliteConnection OpenWriter(string path)
    {
        var connection = SqliteConnection.Open(path, OpenMode.ReadWriteCreate);
        try
        {
            connection.Execute(Writer);
            connection.Execute(Common);
            Ensure(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path)
    {
        var connection = SqliteConnection.Open(path, OpenMode.ReadOnly);
        connection.Execute(Common);
        connection.Execute(Reader);
        return connection;
    }

    private static void Ensure(Connection connection, string path)
    {
        if (connection.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0)
        {
            Create(connection);
            return;
        }

        var version = SchemaVersion.Of(connection);
        if (version == SchemaText.Version)
            return;

        if (version is < SchemaStep.Oldest or > SchemaText.Version)
            throw SchemaVersion.Refusal(path, version);

        if (SchemaStep.From(version).Any(step => step.Derives))
            Keep(connection, $"{path}{KeptMark}{version}");

        connection.Execute("BEGIN IMMEDIATE");
        SchemaMigration.Run(connection, version, step => step.Sqlite);
        connection.Execute("COMMIT");
    }

    /// <summary>What was kept of a database when it was brought from an older layout.</summary>
    public static IEnumerable<string> KeptOf(string path) => Directory.EnumerateFiles(
        Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path) + KeptMark + "*");

    /// <summary>Keeps the store as it was, for whoever wants to go back. The name is given at the end: what has it is
    /// whole.</summary>
    private static void Keep(Connection connection, string path)
    {
        if (File.Exists(path))
            return;

        File.Delete(path + ".part");
        using (var copy = connection.Prepare("VACUUM INTO ?1"))
        {
            copy.BindText(1, path + ".part");
            copy.Run();
        }

        using (var written = new FileStream(path + ".part", FileMode.Open, FileAccess.ReadWrite))
            written.Flush(flushToDisk: true);

        File.Move(path + ".part", path);
    }

    private static void Create(Connection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var table in SchemaText.Tables)
            connection.Execute(table);

        connection.Execute(
            $"INSERT INTO meta(name, value) VALUES ('{MetaName.SchemaVersion}', {SchemaText.Version})," +
            $" ('{MetaName.PolicyVersion}', 1)");
        SchemaMigration.Note(connection, SchemaText.Version);
        connection.Execute("COMMIT");
    }
}
