using Havel.Server.Importing;
using Havel.Server.Tests.RealData.Matching;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.RealData;

/// <summary>A server over the real data, imported once the way <c>havel import</c> does it, and the same files as the
/// matcher reads them. The two folders are imported at different times, so that <c>_lastUpdated</c> has something to
/// tell apart. Without the shared data it is empty, and the tests are skipped.</summary>
public sealed class RealDataFixture : IAsyncLifetime
{
    /// <summary>What the tests need in the shared folder.</summary>
    public const string Needs = "data/synthea-79";

    private readonly string _folder = Directory.CreateTempSubdirectory("havel-real-").FullName;
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 5, 20, 9, 30, 0, TimeSpan.Zero));
    private readonly List<string> _faults = [];
    private HavelHost? _host;

    internal Corpus Corpus { get; } = new();

    internal BruteForce Matcher => new(Corpus, _clock.GetUtcNow());

    /// <summary>What the import reported, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Caller without restrictions.</summary>
    public HavelClient System { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!SharedData.Has(Needs))
            return;

        await Load(SharedData.Path("data/mii"));
        _clock.Advance(TimeSpan.FromDays(3));
        await Load(SharedData.Path("data/synthea-79"));
        _clock.Advance(TimeSpan.FromHours(5));
        await Load(await MadeUpRisks.Write(_folder));
        _clock.Advance(TimeSpan.FromDays(10));
        _host = await HavelHost.Start(new HavelHostOptions { Folder = Path.Combine(_folder, "store"), Clock = _clock });
        System = _host.AsSystem();
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();

        Directory.Delete(_folder, recursive: true);
    }

    private async Task Load(string path)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        await using (var home = Deployment.Open(
            new ServerOptions(Path.Combine(_folder, "store")) { Clock = _clock }, HavelHost.Base))
        {
            using var run = new ImportRun(home, fault => Note(fault, refused));
            await run.Run(ImportFile.Find([path], []), () => { }, CancellationToken.None);
        }

        Corpus.Read(path, _clock.GetUtcNow(), refused.Contains);
    }

    private void Note(ImportFault fault, HashSet<string> refused)
    {
        _faults.Add(fault.ToString());
        if (!fault.IsLoaded)
            refused.Add(fault.File);
    }
}
