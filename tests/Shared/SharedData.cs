namespace Havel.Tests.Shared;

/// <summary>The folder of real FHIR data, packages and suites that lies beside the repository. It is too large to be
/// part of it, so tests that read it skip where it is missing.</summary>
internal static class SharedData
{
    /// <summary>Full path of the folder: the environment variable <c>HAVEL_SHARED</c>, else <c>../shared</c> beside the
    /// repository; null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>Whether that file or folder is there; its path is given relative to <see cref="Root"/>.</summary>
    public static bool Has(string relativePath) =>
        Root is not null && System.IO.Path.Exists(System.IO.Path.Combine(Root, relativePath));

    /// <summary>Full path of a file or folder in the shared data, such as <c>data/mii</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no shared data: the test lacks
    /// <c>[SharedFact]</c>.</exception>
    public static string Path(string relativePath) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException("No shared data here."), relativePath);

    private static string? FindRoot()
    {
        var named = Environment.GetEnvironmentVariable("HAVEL_SHARED");
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? System.IO.Path.GetFullPath(named) : null;

        if (Repository.Find() is not { } repository)
            return null;

        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(repository, "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }
}
