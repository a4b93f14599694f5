using Havel.Server.Importing;

namespace Havel.Server.Demo;

/// <summary>The made-up Berlin: twelve patients, four institutions, three Consents. No real person is meant.</summary>
internal static class DemoData
{
    private const string FileName = "demo.ndjson";

    /// <summary>Loads the built-in resources into the folder; a second time it puts back what visitors have
    /// changed.</summary>
    /// <returns>How many resources there are, and how many could not be loaded (none, or the program is
    /// broken).</returns>
    public static async Task<(long Loaded, long Faulty)> Load(ServerOptions options, CancellationToken stop)
    {
        Directory.CreateDirectory(options.Folder);
        var path = Path.Combine(options.Folder, FileName);
        await Unpack(path, stop);
        await using var home = Deployment.Open(options, options.Urls + "/fhir");
        using var run = new ImportRun(home, _ => { });
        await run.Run(ImportFile.Find([path], []), () => { }, stop);
        return (run.Prepared, run.Tally.Faults);
    }

    private static async Task Unpack(string path, CancellationToken stop)
    {
        await using var built = typeof(DemoData).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException("The program was built without its demo data.");
        await using var file = File.Create(path);
        await built.CopyToAsync(file, stop);
    }
}
