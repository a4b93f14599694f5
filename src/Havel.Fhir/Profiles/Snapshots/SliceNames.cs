namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Names of slices: <c>a/b</c> slices the slice a again.
/// Source: https://hl7.org/fhir/R4/profiling.html#reslicing.</summary>
internal static class SliceNames
{
    /// <summary>The slice that is sliced again; null for a slice of the first level.</summary>
    public static string? ParentOf(string? sliceName)
    {
        var bar = sliceName?.LastIndexOf('/') ?? -1;
        return bar > 0 ? sliceName![..bar] : null;
    }

    /// <summary>Whether this is that slice or one within it.</summary>
    public static bool IsWithin(string? sliceName, string outer) =>
        sliceName is not null && sliceName.StartsWith(outer, StringComparison.Ordinal)
            && (sliceName.Length == outer.Length || sliceName[outer.Length] == '/');
}
