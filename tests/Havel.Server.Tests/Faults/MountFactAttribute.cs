using Xunit;

namespace Havel.Server.Tests.Faults;

/// <summary>A test that needs a disk of its own; it is skipped, with a notice, where nothing may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!SmallDisk.IsPossible)
            Skip = "Needs the right to mount a file system in memory (root on Linux).";
    }
}
