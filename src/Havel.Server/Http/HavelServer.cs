using Havel.Server.Interactions;
using Havel.Server.Jobs;
using Havel.Server.Routing;
using Havel.Server.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Havel.Server.Http;

/// <summary>A running server: store, rules and Kestrel with one terminal middleware, no framework routing in
/// between.</summary>
internal sealed class HavelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly SigningKey _key;
    private readonly JobDesk _jobs;

    private HavelServer(WebApplication application, Deployment deployment, JobDesk jobs, SigningKey key)
    {
        _jobs = jobs;
        _application = application;
        _key = key;
        Deployment = deployment;
    }

    public Deployment Deployment { get; }

    /// <summary>Where the server listens, with the port it got.</summary>
    public string Address => _application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Opens the store, binds the address and begins to answer.</summary>
    public static async Task<HavelServer> Start(ServerOptions options)
    {
        ReceivingThread.Keep();
        var baseUrl = (options.BaseUrl ?? FirstUrl(options) + "/fhir").TrimEnd('/');
        var deployment = Deployment.Open(options, baseUrl);
        deployment.SearchParameters.Start();
        var key = SigningKey.Open(options.Folder);
        var app = Build(options);
        var routes = new Routes(deployment.Types);
        var dispatch = new Dispatch(deployment, routes);
        var jobs = new JobDesk(deployment, dispatch, routes);
        var door = new FrontDoor(
            new RequestReader(routes),
            new TokenReader(key, options.Clock),
            new CallerLookup(deployment),
            dispatch,
            jobs,
            deployment.Store,
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Havel"));
        app.Run(door.Handle);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await deployment.DisposeAsync();
            key.Dispose();
            throw;
        }

        return new HavelServer(app, deployment, jobs, key);
    }

    /// <summary>Ends when the process is asked to stop.</summary>
    public Task Wait() => _application.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _jobs.DisposeAsync();
        await Deployment.DisposeAsync();
        _key.Dispose();
    }

    private static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

        // A server that cannot start says so in one sentence at the command line; the host's own trace would drown it.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<SocketTransportOptions>(Spare);
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(Limit);
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = Limits.MaxBodyBytes;
        kestrel.Limits.MaxRequestLineSize = Limits.MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = Limits.MaxHeaderBytes;
    }

    // A request is worked at on the thread that received it, instead of being handed from queue to queue; each
    // connection has one request at a time anyway. And a connection keeps its buffer, which saves asking for nothing
    // first.
    private static void Spare(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }

    private static string FirstUrl(ServerOptions options) => options.Urls.Split(';')[0].TrimEnd('/');
}
