using System.Text.Json;

namespace Havel.Server.Tests.RealData.Queries;

/// <summary>What the server answered to a search, all its pages together.</summary>
/// <param name="Ids"><c>Type/id</c> in the order of the answer.</param>
/// <param name="Total">Bundle.total of the first page.</param>
/// <param name="Pages">How many pages there were.</param>
/// <param name="Fault">What went wrong, or null.</param>
internal sealed record Answer(IReadOnlyList<string> Ids, int? Total, int Pages, string? Fault)
{
    /// <summary>Asks and follows the links to the last page.</summary>
    public static async Task<Answer> To(HavelClient client, string url)
    {
        var ids = new List<string>();
        int? total = null;
        var pages = 0;
        for (string? next = url; next is not null; pages++)
        {
            var answer = await client.Get(next, ("Prefer", "handling=strict"));
            if (answer.Status != 200)
                return new Answer(ids, total, pages, $"{answer.Status}: {answer.Text}");

            using var json = JsonDocument.Parse(answer.Body);
            var bundle = json.RootElement;
            if (pages == 0)
                total = bundle.TryGetProperty("total", out var count) ? count.GetInt32() : null;

            if (bundle.TryGetProperty("entry", out var entries))
                ids.AddRange(entries.EnumerateArray().Select(Id));

            next = Next(bundle);
        }

        return new Answer(ids, total, pages, null);
    }

    private static string Id(JsonElement entry) =>
        entry.GetProperty("fullUrl").GetString()!.Replace(HavelHost.Base + "/", string.Empty, StringComparison.Ordinal);

    private static string? Next(JsonElement bundle) => bundle.GetProperty("link").EnumerateArray()
        .Where(link => link.GetProperty("relation").ValueEquals("next"))
        .Select(link => link.GetProperty("url").GetString()).FirstOrDefault();
}
