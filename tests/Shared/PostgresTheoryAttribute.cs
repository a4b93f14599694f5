using Xunit;

namespace Havel.Tests.Shared;

/// <summary>A theory that needs a real PostgreSQL; it is skipped, with a notice, where its programs are
/// missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute()
    {
        if (PostgresBinaries.Folder is null)
            Skip = PostgresFactAttribute.Notice;
    }
}
