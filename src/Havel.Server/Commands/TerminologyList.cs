using System.Globalization;
using Havel.Store.Terminology;

namespace Havel.Server.Commands;

/// <summary><c>havel terminology list</c> and <c>remove</c>.</summary>
internal static class TerminologyList
{
    public static int Print(string dataFolder, TextWriter output)
    {
        using var folder = TerminologyFolder.Open(dataFolder);
        foreach (var (head, concepts, bytes) in folder.All)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{head.Url}\t{head.Version}\t{head.Name}\t{concepts} concepts\t{bytes / 1e6:N1} MB"));
        }

        return ExitCode.Success;
    }

    public static int Remove(string dataFolder, string url, string? version, TextWriter output, TextWriter error)
    {
        using var folder = TerminologyFolder.Open(dataFolder);
        var count = folder.Remove(url, version);
        if (count == 0)
        {
            error.WriteLine($"havel: there is no {url}{(version is null ? "" : "|" + version)}");
            return ExitCode.Failure;
        }

        output.WriteLine($"{count} removed");
        return ExitCode.Success;
    }
}
