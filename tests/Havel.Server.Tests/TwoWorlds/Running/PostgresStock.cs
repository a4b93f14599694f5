namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Worlds in PostgreSQL.</summary>
public sealed class PostgresStock : Stock
{
    protected override bool IsOnPostgres => true;
}
