using System.Net;
using System.Net.Http.Headers;
using Havel.Server.Tokens;
using Havel.Store.Reindexing;

namespace Havel.Server.Commands;

/// <summary>Has the server that holds a data folder reindex it, and waits: the folder's key makes the token. Source:
/// https://hl7.org/fhir/R4/async.html.</summary>
internal sealed class ReindexRequest(string folder, string address, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks, tells how far it is, and prints the answer.</summary>
    /// <param name="scope">What is indexed.</param>
    /// <param name="stop">Gives the job up.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The server does not answer.</exception>
    public async Task<int> RunAsync(ReindexScope scope, CancellationToken stop)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        try
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, PathOf(scope));
            asked.Headers.Add("Prefer", "respond-async");
            using var accepted = await client.SendAsync(asked, stop);
            if (accepted.StatusCode != HttpStatusCode.Accepted)
                return await Print(accepted, stop);

            var job = accepted.Content.Headers.ContentLocation!;
            return await Follow(client, job, stop);
        }
        catch (HttpRequestException failure)
        {
            throw new IOException(
                $"A server holds {folder}, and {address} does not answer: {failure.Message} Name its FHIR base with "
                + "--server.",
                failure);
        }
    }

    private string Token()
    {
        using var key = SigningKey.Open(folder);
        return new TokenIssuer(key, TimeProvider.System).Issue(TokenClaims.ForSystem(), Life);
    }

    private Uri PathOf(ReindexScope scope)
    {
        var type = scope.Type is null ? string.Empty : $"/{Uri.EscapeDataString(scope.Type)}";
        var parameter = scope.Parameter is null ? string.Empty : $"?parameter={Uri.EscapeDataString(scope.Parameter)}";
        return new Uri($"{address.TrimEnd('/')}{type}/$reindex{parameter}");
    }

    private async Task<int> Follow(HttpClient client, Uri job, CancellationToken stop)
    {
        var progress = new Progress(error, TimeProvider.System);
        try
        {
            while (true)
            {
                using var status = await client.GetAsync(job, stop);
                if (status.StatusCode != HttpStatusCode.Accepted)
                {
                    progress.Clear();
                    return await Print(status, stop);
                }

                if (status.Headers.TryGetValues("X-Progress", out var lines))
                    progress.Show(() => string.Join(' ', lines));

                await Task.Delay(Pause, stop);
            }
        }
        catch (OperationCanceledException)
        {
            using var given = await client.DeleteAsync(job, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Prints the answer: the one entry of a batch-response, or a refusal.</summary>
    private async Task<int> Print(HttpResponseMessage answer, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        var isDone = answer.IsSuccessStatusCode && text.Contains("\"status\":\"200", StringComparison.Ordinal);
        await (isDone ? output : error).WriteLineAsync(text);
        return isDone ? ExitCode.Success : ExitCode.Failure;
    }
}
