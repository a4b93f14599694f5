using Xunit;

namespace Havel.Tests.Shared;

/// <summary>A theory that reads the shared data; it is skipped, with a notice, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test unless what it needs is there.</summary>
    /// <param name="needs">What the test reads, relative to the shared folder, such as <c>data/mii</c>.</param>
    public SharedTheoryAttribute(string needs = "")
    {
        if (!SharedData.Has(needs))
            Skip = $"Needs ../shared/{needs} (or the folder named by HAVEL_SHARED).";
    }
}
