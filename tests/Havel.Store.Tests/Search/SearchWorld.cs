using System.Text;
using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Store.Reading;
using Havel.Store.Search;
using Havel.Store.Writing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Store.Tests.Search;

/// <summary>A store in a folder of its own, filled through the committer and asked by callers under one
/// regime.</summary>
public sealed class SearchWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("havel-search").FullName;

    private readonly PostgresDatabase? _database;

    public SearchWorld(TimeProvider? time = null, Regime regime = Regime.OptOut, bool isPostgres = false)
    {
        Time = time ?? TimeProvider.System;
        Gate = new Gate(regime, Time);
        _database = isPostgres ? PostgresServer.Shared.CreateDatabase() : null;
        Store = FhirStore.Open(new StoreOptions(_folder, Time) { ConnectionString = _database?.ConnectionString });
        Parser = new SearchParser(Store.Catalog);
    }

    public TimeProvider Time { get; }

    public Gate Gate { get; }

    public FhirStore Store { get; }

    public SearchParser Parser { get; }

    /// <summary>What searches by value sets ask.</summary>
    public ISearchTerms? Terms { get; set; }

    public Grant System => Gate.Background("test", "fills the store");

    public Grant As(Caller caller) => Gate.Admit(caller, Interaction.Read).Grant!;

    /// <summary>Creates or updates resources, all in one batch.</summary>
    public void Put(params IEnumerable<string> resources)
    {
        var operations = resources
            .Select(json => Encoding.UTF8.GetBytes(json))
            .Select(bytes => WriteOperation.Update(System, Ready(bytes)))
            .ToArray();
        if (operations.Length > 0)
            Commit(new WriteBatch(operations));
    }

    public void Delete(string type, string id) => Commit(new WriteBatch(WriteOperation.Delete(System, type, id)));

    public SearchQuery Query(string url)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? url : url[..question];
        var parameters = question < 0 ? [] : Pairs(url[(question + 1)..]);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var type = segments.Length == 0 || segments[^1] == "*" ? null : segments[^1];
        var result = Parser.Parse(type, parameters, SearchHandling.Strict, Time.GetUtcNow(), Terms);
        if (!result.IsValid)
            throw new InvalidOperationException(string.Join("; ", result.Issues.Select(issue => issue.Message)));

        if (segments.Length < 3)
            return result.Query;

        var compartment = Parser.Compartment(segments[0], segments[1], type)!;
        return result.Query with { Clauses = [compartment, .. result.Query.Clauses] };
    }

    public SearchPage Search(Grant grant, string url, PageCursor? after = null) => Search(grant, Query(url), after);

    public SearchPage Search(Grant grant, SearchQuery query, PageCursor? after = null)
    {
        var result = Store.Search(grant, query, after);
        return result.Page ?? throw new InvalidOperationException(result.Issue!.Message);
    }

    /// <summary>All pages of a search, joined; they are the same ones on the way back.</summary>
    public List<string> AllPages(Grant grant, SearchQuery query)
    {
        var pages = new List<SearchPage>();
        var after = default(PageCursor);
        do
        {
            var page = Search(grant, query, after);
            Assert.True(page.Next is null ? page.Matches.Count <= query.Count : page.Matches.Count == query.Count);
            Assert.True(page.Matches.Count > 0 || after is null);
            Assert.True(after is null == page.Previous is null || query.Contained is { IsOnly: false });
            pages.Add(page);
            after = Sent(page.Next);
        }
        while (after is not null);

        for (var at = pages.Count - 1; at > 0 && pages[at].Previous is not null; at--)
        {
            var back = Search(grant, query, Sent(pages[at].Previous));
            Assert.Equal(pages[at - 1].Matches.Select(NameOf), back.Matches.Select(NameOf));
            Assert.Equal(pages[at - 1].Next!.Bytes.ToArray(), back.Next!.Bytes.ToArray());
            Assert.Equal(pages[at - 1].Previous?.Bytes.ToArray(), back.Previous?.Bytes.ToArray());
        }

        return [.. pages.SelectMany(page => page.Matches).Select(NameOf)];
    }

    private static PageCursor? Sent(PageCursor? cursor) => cursor is null ? null : PageCursor.Of(cursor.Bytes.Span);

    public static string NameOf(ResourceVersion version) => $"{version.Type}/{version.Id}";

    public void Dispose()
    {
        Store.Dispose();
        _database?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ReadyResource Ready(byte[] bytes)
    {
        var parsed = ResourceParser.OfThread.Parse(bytes);
        if (!parsed.IsValid)
            throw new InvalidOperationException(string.Join("; ", parsed.Issues) + Encoding.UTF8.GetString(bytes));

        return Store.Preparation.Prepare(parsed.Table, parsed.Table.Root.TextOf("id")!);
    }

    private void Commit(WriteBatch batch)
    {
        var result = Store.CommitAsync(batch).GetAwaiter().GetResult();
        Assert.True(result.IsCommitted, string.Join("; ", result.Results));
    }

    private static List<KeyValuePair<string, string>> Pairs(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => new KeyValuePair<string, string>(
                Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : string.Empty)),
    ];
}
