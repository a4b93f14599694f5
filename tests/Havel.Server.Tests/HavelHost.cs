using Havel.Fhir.Definitions;
using Havel.Server.Http;
using Havel.Server.Routing;
using Havel.Server.Tokens;
using Havel.Server.Validation;
using Havel.Tests.Shared;

namespace Havel.Server.Tests;

/// <summary>A real server for tests: Kestrel on a free port, a temporary data folder, tokens of the built-in issuer.
/// Links begin with <see cref="Base"/> whatever the port is, so that answers of two servers can be compared.</summary>
public sealed class HavelHost : IAsyncDisposable
{
    /// <summary>The FHIR base in links, locations and full URLs.</summary>
    public const string Base = "http://havel.test/fhir";

    private readonly HavelHostOptions _options;
    private readonly string _folder;
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly List<HttpClient> _clients = [];
    private HavelServer _server;
    private bool _isOwnFolder;
    private PostgresDatabase? _database;

    private HavelHost(HavelHostOptions options, string folder, TestClock clock, HavelServer server)
    {
        _options = options;
        _folder = folder;
        Clock = clock;
        _server = server;
    }

    public TestClock Clock { get; }

    public string Folder => _folder;

    /// <summary>Where the server listens, without path: <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _server.Address;

    internal Deployment Deployment => _server.Deployment;

    public static async Task<HavelHost> Start(HavelHostOptions? options = null)
    {
        options ??= new HavelHostOptions();
        var isOwn = options.Folder is null;
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("havel-test-").FullName;
        var database = options.Store is null && options.Folder is null ? PostgresDatabase.OfTestRun() : null;
        if (database is not null)
            options = options with { Store = database.ConnectionString };

        var clock = options.Clock ?? new TestClock(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var server = await Open(options, folder, clock);
        return new HavelHost(options, folder, clock, server) { _isOwnFolder = isOwn, _database = database };
    }

    /// <summary>Stops the server and starts it again on the same folder.</summary>
    public async Task Restart()
    {
        await _server.DisposeAsync();
        foreach (var client in _clients)
            client.Dispose();

        _clients.Clear();
        _server = await Open(_options, _folder, Clock);
    }

    public HavelClient AsSystem() => With(TokenClaims.ForSystem());

    public HavelClient AsPractitioner(string practitioner, string organization, string? purpose = null) =>
        With(TokenClaims.ForPractitioner(practitioner, [organization], purpose));

    public HavelClient AsPatient(string patient) => With(TokenClaims.ForPatient(patient));

    public HavelClient AsResearcher(string researcher, string? purpose = null) =>
        With(TokenClaims.ForResearcher(researcher, purpose));

    /// <summary>Without any token.</summary>
    public HavelClient AsNobody() => WithHeader(null);

    /// <summary>With an Authorization header as given.</summary>
    public HavelClient WithHeader(string? authorization)
    {
        var client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = new Uri(Address) };
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        _clients.Add(client);
        return new HavelClient(client);
    }

    internal string Token(TokenClaims claims, TimeSpan? life = null)
    {
        using var key = SigningKey.Open(_folder);
        return new TokenIssuer(key, Clock).Issue(claims, life ?? TimeSpan.FromDays(365));
    }

    internal HavelClient With(TokenClaims claims) => WithHeader("Bearer " + Token(claims));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var client in _clients)
            client.Dispose();

        _handler.Dispose();
        _database?.Dispose();
        if (_isOwnFolder)
            Directory.Delete(_folder, recursive: true);
    }

    private static Task<HavelServer> Open(HavelHostOptions options, string folder, TestClock clock) =>
        HavelServer.Start(new ServerOptions(folder)
        {
            Urls = "http://127.0.0.1:0",
            Store = options.Store,
            ReadStore = options.ReadStore,
            BaseUrl = Base,
            Regime = options.Regime,
            Writes = options.Writes,
            Clock = clock,
            Profiles = ProfilePolicy.Parse(options.Profiles, new ResourceTypes(FhirDefinitions.R4), out _)!,
            Ids = options.Ids is { } next ? new GivenIds(next) : IdSource.Random,
        });

    private sealed class GivenIds(Func<string> next) : IdSource
    {
        public override string Next() => next();
    }
}
