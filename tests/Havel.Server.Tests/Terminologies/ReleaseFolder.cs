using System.IO.Compression;
using System.Text;
using Havel.Fhir.Terminology;
using Havel.Server.Tests.Commands;
using Havel.Store.Terminology;

namespace Havel.Server.Tests.Terminologies;

/// <summary>A release made up for a test, and a data folder to import it into.</summary>
internal sealed class ReleaseFolder : IDisposable
{
    private readonly CommandLine _line = new();
    private TerminologyFolder? _opened;

    public string Source => Path.Combine(_line.Folder, "release");

    public string Data => _line.Data;

    public TerminologyFolder Systems => _opened ??= TerminologyFolder.Open(_line.Data);

    /// <summary>Writes a file of the release; <c>|</c> stands for a tab where the name ends with .txt.</summary>
    public void File(string name, string text)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isTabbed = name.EndsWith(".txt", StringComparison.Ordinal);
        System.IO.File.WriteAllText(
            path, (isTabbed ? text.Replace('|', '\t') : text).ReplaceLineEndings("\r\n"), new UTF8Encoding(false));
    }

    /// <summary>Packs the release.</summary>
    /// <returns>The zip's path.</returns>
    public string Zip()
    {
        var path = Path.Combine(_line.Folder, "release.zip");
        System.IO.File.Delete(path);
        ZipFile.CreateFromDirectory(Source, path);
        return path;
    }

    /// <summary>Runs <c>havel terminology import</c> on the folder, or on what is named.</summary>
    public async Task<(int Exit, string Output, string Error)> Import(params string[] words)
    {
        var named = words.Length > 0 && !words[0].StartsWith('-');
        var result = await CommandLine.Run(
            ["terminology", "import", .. named ? [] : new[] { Source }, .. words, "--data", Data]);
        _opened?.Refresh();
        return result;
    }

    public Task<(int Exit, string Output, string Error)> Run(params string[] words) =>
        CommandLine.Run(["terminology", .. words, "--data", Data]);

    /// <summary>The codes of some concepts, in order.</summary>
    public static string Codes(ICodeSystem system, IEnumerable<Concept> concepts) =>
        string.Join(',', concepts.Select(system.Code).Order(StringComparer.Ordinal));

    public static Concept Id(ICodeSystem system, string code) => system.Find(Encoding.UTF8.GetBytes(code));

    public static string? Property(ICodeSystem system, string code, string property) =>
        system.PropertiesOf(Id(system, code)).FirstOrDefault(one => one.Code == property)?.Value;

    public void Dispose()
    {
        _opened?.Dispose();
        _line.Dispose();
    }
}
