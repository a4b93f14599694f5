namespace Havel.Tests.Shared;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Full path of the folder that holds <c>Havel.slnx</c>, found upwards from the test's binaries; null when
    /// the binaries were moved out of the checkout.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Havel.slnx")))
                return folder.FullName;
        }

        return null;
    }
}
