using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Havel.Server.Http;
using Havel.Server.Tokens;

namespace Havel.Server.Demo;

/// <summary>Asks the running demo over HTTP as its people would, so that the screen shows answers and no
/// promises.</summary>
internal sealed partial class DemoQuestions(
    HavelServer server, IReadOnlyDictionary<DemoPerson, string> tokens) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri(server.Address + "/fhir/") };

    /// <summary>The total that a search gives somebody.</summary>
    public async Task<int> Total(DemoPerson person, string search, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, search);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[person]);
        using var response = await _client.SendAsync(request, stop);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop);
        return int.Parse(TotalOf().Match(text).Groups["total"].ValueSpan);
    }

    /// <summary>Makes everybody's token and lays it into the data folder.</summary>
    public static async Task<IReadOnlyDictionary<DemoPerson, string>> WriteTokens(
        string folder, TimeProvider clock, CancellationToken stop)
    {
        using var key = SigningKey.Open(folder);
        var issuer = new TokenIssuer(key, clock);
        var tokens = new Dictionary<DemoPerson, string>();
        foreach (var person in DemoPerson.All)
        {
            tokens[person] = issuer.Issue(person.Claims, Limits.TokenLife);
            await File.WriteAllTextAsync(Path.Combine(folder, person.File), tokens[person], stop);
        }

        return tokens;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("\"total\":(?<total>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex TotalOf();
}
