using Xunit;

namespace Havel.Tests.Shared;

/// <summary>A test that needs a real PostgreSQL; it is skipped, with a notice, where its programs are
/// missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    internal const string Notice = "Needs PostgreSQL 15 or newer (initdb, postgres and psql) on this machine.";

    public PostgresFactAttribute()
    {
        if (PostgresBinaries.Folder is null)
            Skip = Notice;
    }
}
