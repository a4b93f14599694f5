using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary>The files that a command is given, read one resource after the other.</summary>
internal static class InputFiles
{
    /// <summary>The resources of the files; paths that lead nowhere are told to the person at once.</summary>
    public static IEnumerable<ImportItem> Read(IEnumerable<string> paths, TextWriter error)
    {
        var missing = new List<string>();
        var files = ImportFile.Find(paths, missing);
        foreach (var path in missing)
            error.WriteLine($"havel: there is no file or folder {path}");

        return missing.Count > 0 && files.Count == 0 ? [] : files.SelectMany(file => file.Read(_ => { }));
    }
}
