using FsCheck.Xunit;
using Havel.Tests.Shared;

namespace Havel.Store.Tests.Search;

/// <summary>A property that needs a real PostgreSQL; it is skipped, with a notice, where its programs are
/// missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresPropertyAttribute : PropertyAttribute
{
    public PostgresPropertyAttribute()
    {
        if (PostgresBinaries.Folder is null)
            Skip = PostgresFactAttribute.Notice;
    }
}
