using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Havel.Server.Tokens;

namespace Havel.Server.Tests.Faults;

/// <summary>A server in a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private ServerProcess(Process process, HttpClient http)
    {
        _process = process;
        _http = http;
        Client = new HavelClient(http);
    }

    /// <summary>Asks as the operator.</summary>
    public HavelClient Client { get; }

    /// <summary>The FHIR base.</summary>
    public string Base => $"{_http.BaseAddress}fhir";

    /// <summary>Starts <c>havel serve</c> on a data folder and waits until it answers.</summary>
    public static async Task<ServerProcess> Start(string folder)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])[
            "exec", typeof(Deployment).Assembly.Location, "serve", "--data", folder,
            "--urls", $"http://127.0.0.1:{port}"])
            start.ArgumentList.Add(argument);

        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith("Havel answers", StringComparison.Ordinal) != true)
        {
            process.Kill();
            throw new InvalidOperationException($"The server said: {line}");
        }

        using var key = SigningKey.Open(folder);
        var token = new TokenIssuer(key, TimeProvider.System).Issue(TokenClaims.ForSystem(), TimeSpan.FromHours(1));
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return new ServerProcess(process, http);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();

        _http.Dispose();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
