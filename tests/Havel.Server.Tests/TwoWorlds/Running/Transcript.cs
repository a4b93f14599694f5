using System.Text.Json;
using System.Text.RegularExpressions;
using Havel.Server.Tests.TwoWorlds.Probes;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>What one requester got for every probe.</summary>
/// <param name="Probes">What was asked.</param>
/// <param name="Echoes">What was answered, by probe.</param>
internal sealed partial record Transcript(IReadOnlyList<Probe> Probes, IReadOnlyList<IReadOnlyList<Echo>> Echoes)
{
    private const string Base = "http://havel.test/fhir/";
    private const int FirstSecond = 1000;
    private const int SeedsPerProbe = 100;
    private const int FirstSeed = 1_000_000;

    /// <summary>More pages than any search of the suite has: a walk that does not end is a fault.</summary>
    private const int MostPages = 2000;

    /// <summary>Sends all probes in their order.</summary>
    public static async Task<Transcript> Take(World world, Who requester, IReadOnlyList<Probe> probes)
    {
        var echoes = new List<IReadOnlyList<Echo>>(probes.Count);
        for (var i = 0; i < probes.Count; i++)
            echoes.Add(await Ask(world, requester, probes[i], i));

        return new Transcript(probes, echoes);
    }

    private static async Task<List<Echo>> Ask(World world, Who requester, Probe probe, int index)
    {
        var echoes = new List<Echo>();
        Answer? last = null;
        for (var i = 0; i < probe.Calls.Count; i++)
        {
            var call = probe.Calls[i];
            var who = call.By switch
            {
                Role.System => Who.System,
                Role.Permitted => Permitted(requester),
                _ => requester,
            };
            var target = Fill(call.Target, last);
            var headers = Fill(call.Headers, last);
            var answers = 0;
            do
            {
                var moment = new Moment(FirstSecond + index, FirstSeed + (index * SeedsPerProbe) + i);
                var method = answers == 0 ? call.Method : "GET";
                var body = answers == 0 ? call.Body : null;
                last = await world.Ask(who, moment, method, "/fhir/" + Escape(target), headers, body);
                if (call.By == Role.Requester)
                    echoes.Add(new Echo(i, answers, SharedBytes.Of(Blanking.Blank(last))));

                target = Next(last) ?? "";
            }
            while (call.IsWalked && target.Length > 0 && ++answers < MostPages);
        }

        return echoes;
    }

    private static Who Permitted(Who requester) => Who.Permitted with { IsOptIn = requester.IsOptIn };

    private static string Fill(string text, Answer? last)
    {
        if (last is null || !text.Contains('{', StringComparison.Ordinal))
            return text;

        return text
            .Replace("{next}", Next(last) ?? "Observation?_page=none", StringComparison.Ordinal)
            .Replace("{etag}", last.Header("ETag") ?? "W/\"none\"", StringComparison.Ordinal)
            .Replace("{location}", Location(last) ?? "Observation/none", StringComparison.Ordinal);
    }

    private static string? Next(Answer answer)
    {
        if (answer.Body.AsSpan().IndexOf("\"next\""u8) < 0)
            return null;

        var match = NextLink().Match(answer.Text);
        return match.Success ? JsonSerializer.Deserialize<string>(match.Groups["url"].Value)![Base.Length..] : null;
    }

    private static string? Location(Answer answer)
    {
        var location = answer.Header("Location");
        if (location?.StartsWith(Base, StringComparison.Ordinal) != true)
            return null;

        var end = location.IndexOf("/_history", StringComparison.Ordinal);
        return (end < 0 ? location : location[..end])[Base.Length..];
    }

    private static string Escape(string target) =>
        Unsafe().Replace(target, match => Uri.EscapeDataString(match.Value));

    [GeneratedRegex("\"relation\":\\s*\"next\",\\s*\"url\":\\s*(?<url>\"[^\"]+\")", RegexOptions.ExplicitCapture)]
    private static partial Regex NextLink();

    // What must not stand in a request line as it is; escapes that are there stay.
    [GeneratedRegex("[^\\x21-\\x7e]|[|<>\"{}\\\\^`]")]
    private static partial Regex Unsafe();
}
