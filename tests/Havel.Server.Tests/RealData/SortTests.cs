using System.Collections.Concurrent;
using Havel.Server.Tests.RealData.Queries;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Server.Tests.RealData;

/// <summary>The order of answers over the real data, and pages of it.</summary>
[Collection(RealDataCollection.Name)]
public sealed class SortTests(RealDataFixture data)
{
    private const int Seed = 20260521;
    private const int AtOnce = 3;
    private const int PagesAtMost = 9;

    [SharedFact(RealDataFixture.Needs)]
    public async Task Sorted_answers_come_in_the_order_of_the_files_values()
    {
        var queries = Maker().Sorted(60).ToArray();
        Assert.Equal(60, queries.Length);
        await Check(queries, async query =>
        {
            var answer = await Answer.To(data.System, query.Url + "&_count=1000&_total=accurate");
            var ids = query.Expected.Ids;
            if (answer.Fault is not null || !ids.SetEquals(answer.Ids) || answer.Total != answer.Ids.Count)
                return $"{ids.Count} expected, {answer.Ids.Count} found, total {answer.Total} {answer.Fault}";

            var found = answer.Ids.Select(key => data.Corpus.Find(key)!).ToArray();
            var wrong = Enumerable.Range(1, Math.Max(0, found.Length - 1))
                .FirstOrDefault(at => query.Compare(found[at - 1], found[at]) > 0);
            return wrong == 0 ? null : $"{found[wrong - 1].Id} comes before {found[wrong].Id}";
        });
    }

    [SharedFact(RealDataFixture.Needs)]
    public async Task Pages_joined_are_the_whole_in_the_same_order()
    {
        var queries = Maker().Sorted(30).Where(query => query.Expected.Ids.Count is > 1 and <= 1000).ToArray();
        Assert.True(queries.Length > 15);
        await Check(queries, async query =>
        {
            var isSorted = query.Keys.Count == 1;
            var url = isSorted ? query.Url : query.Expected.Query.Url;
            var whole = await Answer.To(data.System, url + "&_count=1000");
            var size = whole.Ids.Count / PagesAtMost + 1;
            var paged = await Answer.To(data.System, $"{url}&_count={size}&_total=accurate");
            var pages = (whole.Ids.Count + size - 1) / size;
            return whole.Ids.SequenceEqual(paged.Ids) && paged.Total == whole.Ids.Count && paged.Pages == pages
                ? null
                : $"{paged.Ids.Count} of {whole.Ids.Count} in pages of {size}, {paged.Fault}{whole.Fault}";
        });
    }

    private QueryMaker Maker() => new(data.Corpus, data.Matcher, Seed);

    private static async Task Check(SortedQuery[] queries, Func<SortedQuery, Task<string?>> difference)
    {
        var differences = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(queries, options, async (query, _) =>
        {
            if (await difference(query) is { } found)
                differences.Add($"{query}: {found}");
        });
        var shown = string.Join('\n', differences);
        Assert.True(differences.IsEmpty, $"{differences.Count} of {queries.Length} differ:\n{shown}");
    }
}
