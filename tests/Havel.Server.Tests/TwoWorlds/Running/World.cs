using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Havel.Consent.Policies;
using Havel.Server.Http;
using Havel.Server.Tests.TwoWorlds.Region;
using Havel.Server.Tokens;
using Havel.Server.Writes;
using Havel.Tests.Shared;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>A running server over one history, asked over real HTTP with real tokens.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>A file beside the keys that names the PostgreSQL database of a frozen world.</summary>
    private const string DatabaseName = "database.name";

    private static int _made;

    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly WorldClock _clock;
    private readonly WorldIds _ids;
    private readonly string _folder;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private HavelServer? _server;
    private SigningKey? _key;
    private Wire? _wire;
    private PostgresDatabase? _database;
    private long _lastUse;

    private World(WorldClock clock, WorldIds ids, string folder) => (_clock, _ids, _folder) = (clock, ids, folder);

    /// <summary>A world with that history; nulls are instants at which nothing happened.</summary>
    /// <param name="history">What is written.</param>
    /// <param name="isOptIn">The regime.</param>
    /// <param name="isOnPostgres">Whether it lies in PostgreSQL.</param>
    public static async Task<World> Make(IReadOnlyList<Step?> history, bool isOptIn, bool isOnPostgres = false)
    {
        var database = isOnPostgres ? PostgresServer.Shared.CreateDatabase() : null;
        var world = await Open(NewFolder(), isOptIn, database: database);
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i] is { } step)
                await world.Write(step, new Moment(i, i));
        }

        await world.Indexed();
        return world;
    }

    /// <summary>Starts a server over a copy of this world's data, and stops this one. Writes to the copy leave the
    /// original's files alone.</summary>
    public async Task<string> Freeze()
    {
        await Stop();
        if (_database is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, DatabaseName), _database.Name);

        return _folder;
    }

    /// <summary>A server over a copy of a frozen world.</summary>
    public static Task<World> Thaw(string frozen, bool isOptIn, WritePolicy? writes = null)
    {
        var folder = NewFolder();
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(frozen))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

        var name = Path.Combine(folder, DatabaseName);
        var database = File.Exists(name) ? PostgresServer.Shared.CreateDatabase(File.ReadAllText(name)) : null;
        return Open(folder, isOptIn, writes, database);
    }

    /// <summary>Asks at a given second. One question at a time.</summary>
    /// <param name="who">Whose token is shown.</param>
    /// <param name="moment">When, and what the server's own ids are made of.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query, escaped.</param>
    /// <param name="headers">Header lines, each ended by CR LF.</param>
    /// <param name="body">What is sent, if anything.</param>
    public async Task<Answer> Ask(
        Who who, Moment moment, string method, string target, string headers = "", string? body = null)
    {
        await _turn.WaitAsync();
        try
        {
            _clock.Set(moment.Second);
            _ids.Seed(moment.Seed);
            await Reconnect();
            var content = body is null ? null : Encoding.UTF8.GetBytes(body);
            return await _wire!.Send(method, target, $"Authorization: Bearer {Token(who)}\r\n{headers}", content);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _turn.Dispose();
        _database?.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static async Task<World> Open(
        string folder, bool isOptIn, WritePolicy? writes = null, PostgresDatabase? database = null)
    {
        var world = new World(new WorldClock(), new WorldIds(), folder) { _database = database };
        world._server = await HavelServer.Start(new ServerOptions(folder)
        {
            Urls = "http://127.0.0.1:0",
            Store = database?.ConnectionString,
            BaseUrl = "http://havel.test/fhir",
            Regime = isOptIn ? Regime.OptIn : Regime.OptOut,
            Clock = world._clock,
            Ids = world._ids,
            Writes = writes ?? WritePolicy.Default,
        });
        world._key = SigningKey.Open(folder);
        world._wire = await Wire.Connect(new Uri(world._server.Address));
        return world;
    }

    /// <summary>Waits until all search parameters are active: when that is, the machine alone decides.</summary>
    private async Task Indexed()
    {
        while (_server!.Deployment.Store.Catalog.Custom.Any(parameter => !parameter.IsReady))
            await Task.Delay(5);
    }

    /// <summary>Kestrel closes a connection that nobody has used for about two minutes.</summary>
    private async Task Reconnect()
    {
        const int Idle = 60;
        var now = Stopwatch.GetTimestamp();
        if (_lastUse != 0 && Stopwatch.GetElapsedTime(_lastUse, now).TotalSeconds > Idle)
        {
            _wire!.Dispose();
            _wire = await Wire.Connect(new Uri(_server!.Address));
        }

        _lastUse = now;
    }

    private async Task Stop()
    {
        _wire?.Dispose();
        _key?.Dispose();
        (_wire, _key) = (null, null);
        if (_server is not null)
            await _server.DisposeAsync();

        _server = null;
    }

    private async Task Write(Step step, Moment moment)
    {
        const string Json = "Content-Type: application/fhir+json\r\n";
        var answer = step.Body is null
            ? await Ask(Who.System, moment, "DELETE", "/fhir/" + step.Path)
            : await Ask(Who.System, moment, "PUT", "/fhir/" + step.Path, Json, step.Body);
        if (answer.Status is < 200 or > 299)
            throw new InvalidOperationException($"{step.Path} was not written: {answer.Head}{answer.Text}");
    }

    // Tokens are made at the world's first second, so that they are valid for all of it.
    private string Token(Who who) => _tokens.GetOrAdd(who.Name, _ =>
    {
        var start = new WorldClock();
        return new TokenIssuer(_key!, start).Issue(who.Claims, TimeSpan.FromDays(1));
    });

    // Memory is faster than a disk that is asked to be safe, and these worlds need not outlive the run.
    private static string NewFolder()
    {
        const string Memory = "/dev/shm";
        var root = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        return Path.Combine(root, $"havel-worlds-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");
    }
}
