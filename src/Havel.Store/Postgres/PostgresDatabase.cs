using Havel.Store.Databases;
using Havel.Store.Schema;

namespace Havel.Store.Postgres;

/// <summary>A database on a PostgreSQL server.</summary>
/// <param name="write">Where to write.</param>
/// <param name="read">Where to read: the same, or a copy that follows it.</param>
internal sealed class PostgresDatabase(string write, string read) : Database
{
    public override Connection OpenWriter() => PostgresSetup.OpenWriter(write);

    public override Connection OpenReader() => PostgresSetup.OpenReader(read);

    public override bool HasCopy { get; } = !string.Equals(write, read, StringComparison.Ordinal);

    public override Connection OpenFollower() => PostgresSetup.OpenReader(write);
}
