namespace Havel.Fhir.Packages;

/// <summary>What a file of a package is for, by its path. Source:
/// https://confluence.hl7.org/display/FHIR/NPM+Package+Specification, section "Package contents".</summary>
internal static class PackagePath
{
    private const string Root = "package/";

    /// <summary>Whether the path leads out of the package: absolute, or upwards, or with what only some systems take
    /// for a separator.</summary>
    public static bool IsUnsafe(string path)
    {
        if (path.Length == 0 || path[0] == '/' || path.Contains('\0', StringComparison.Ordinal)
            || path.Contains('\\', StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':'))
        {
            return true;
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(range) is "..")
                return true;
        }

        return false;
    }

    /// <summary>The role of the file at that path.</summary>
    public static PackagePart PartOf(string path)
    {
        if (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        if (path.StartsWith(Root, StringComparison.Ordinal))
            path = path[Root.Length..];

        if (string.Equals(path, "package.json", StringComparison.Ordinal))
            return PackagePart.Manifest;
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return PackagePart.Other;

        var part = PackagePart.Content;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(range);
            if (segment.IsEmpty || segment[0] == '.' || segment is "other" or "openapi" or "xml" or "node_modules")
                return PackagePart.Other;
            if (segment is "example" or "examples" or "Examples" or "tests")
                part = PackagePart.Example;
        }

        return part;
    }
}
