using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.Postgres;

/// <summary>A test that fills a small file system up; it is skipped, with a notice, where none may be mounted or
/// PostgreSQL is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute()
    {
        if (PostgresBinaries.Folder is null)
            Skip = "Needs PostgreSQL 15 or newer on this machine.";
        else if (!SmallDisk.IsPossible)
            Skip = "Needs to mount a file system in memory, which only root may.";
    }
}
