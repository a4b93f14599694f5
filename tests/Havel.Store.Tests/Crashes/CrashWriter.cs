using Havel.Store.Tests.Parameters;
using Havel.Store.Writing;

namespace Havel.Store.Tests.Crashes;

/// <summary>Writes without end and says what has been acknowledged, a line each, until it is killed.</summary>
internal static class CrashWriter
{
    /// <summary>Resources of a batch that the writer "records" makes.</summary>
    public const int RecordSize = 40;

    /// <summary>Runs the writer that the first argument names on the folder that the second names.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var kind, var folder])
            return 1;

        using var store = new TestStore(folder, indexesInBackground: kind is "parameters");
        for (var round = 0; ; round++)
        {
            var task = kind switch
            {
                "single" => SingleAsync(store, round),
                "creates" => CreatesAsync(store, round),
                "bundle" => BundleAsync(store, round),
                "records" => RecordsAsync(store, round),
                "import" => ImportAsync(store, round),
                "parameters" => ParametersAsync(store, round),
                _ => throw new ArgumentException($"No writer is called {kind}.", nameof(args)),
            };
            foreach (var (id, version) in await task)
                Console.Out.WriteLine($"{id} {version}");

            await Console.Out.FlushAsync();
        }
    }

    /// <summary>Four clients at once: creates, updates, deletions and Consents that give guards anew.</summary>
    private static async Task<IEnumerable<(string Id, int Version)>> SingleAsync(TestStore store, int round)
    {
        var writes = new[]
        {
            store.PutAsync(Sample.Patient($"p{round % 20}", $"Name{round}")),
            store.PutAsync(Sample.Observation($"o{round % 50}", $"p{round % 20}", $"{round % 7}", round, "HIV")),
            store.PutAsync(Sample.DenyLabel($"c{round % 5}", $"p{round % 5}", round % 3 == 0 ? "HIV" : "PSY")),
            store.PutAsync(Sample.Observation($"n{round}", $"p{round % 5}", "718-7", round, "PSY")),
        };
        var results = await Task.WhenAll(writes);
        if (round % 9 == 8)
            results = [.. results, await store.DeleteAsync("Observation", $"o{round % 50}")];

        return results.Select(result => ($"{result.Type}/{result.Id}", result.Version));
    }

    /// <summary>Creates that are held back, with what makes them move on now and then.</summary>
    private static async Task<IEnumerable<(string Id, int Version)>> CreatesAsync(TestStore store, int round)
    {
        const int Size = 150;
        var creates = Enumerable.Range(0, Size).Select(n => store.Ready(n % 5 == 0
            ? Sample.Patient($"h{round}-{n}")
            : Sample.Observation($"h{round}-{n}", $"h{round}-{n / 5 * 5}", $"{n % 7}", n, n % 3 == 0 ? "HIV" : "")));
        var done = await Task.WhenAll(
            creates.Select(resource => store.CommitAsync(WriteOperation.Create(store.Grant, resource))));
        IEnumerable<WriteResult> results = done.Select(each => each.Results[0]);
        if (round % 7 == 6)
            results = results.Append(await store.PutAsync(Sample.DenyLabel($"c{round}", $"h{round}-5", "HIV")));

        if (round % 11 == 10)
            store.Find("Observation", "code", "3");

        return results.Select(result => ($"{result.Type}/{result.Id}", result.Version));
    }

    private static async Task<IEnumerable<(string Id, int Version)>> BundleAsync(TestStore store, int round)
    {
        var patient = $"b{round}";
        var operations = Enumerable.Range(0, 60)
            .Select(n => store.Ready(Sample.Observation($"b{round}-{n}", patient, $"{n}", n)))
            .Append(store.Ready(Sample.Patient(patient)))
            .Select(resource => WriteOperation.Update(store.Grant, resource));
        var done = await store.CommitAsync([.. operations]);
        return done.Results.Select(result => ($"{result.Type}/{result.Id}", result.Version));
    }

    /// <summary>Batches of creates that are held back, several at once, with what makes them move on now and
    /// then.</summary>
    private static async Task<IEnumerable<(string Id, int Version)>> RecordsAsync(TestStore store, int round)
    {
        const int Batches = 6;
        var done = await Task.WhenAll(Enumerable.Range(round * Batches, Batches).Select(number =>
        {
            var record = Enumerable.Range(1, RecordSize - 1)
                .Select(n => Sample.Observation($"r{number}-{n}", $"r{number}-0", $"{n % 7}", n))
                .Prepend(Sample.Patient($"r{number}-0"));
            return store.CommitAsync(
                [.. record.Select(json => WriteOperation.Create(store.Grant, store.Ready(json)))]);
        }));
        if (round % 11 == 10)
            store.Find("Observation", "code", "3");

        return done.SelectMany(each => each.Results).Select(result => ($"{result.Type}/{result.Id}", result.Version));
    }

    private static async Task<IEnumerable<(string Id, int Version)>> ImportAsync(TestStore store, int round)
    {
        const int Size = 1500;
        var resources = Enumerable.Range(0, Size)
            .Select(n => Sample.Observation($"i{round}-{n}", $"i{n % 30}", $"{n}", n))
            .Concat(Enumerable.Range(0, 30).Select(n => Sample.Patient($"i{n}", $"Name{round}")));
        await store.ImportAsync([.. resources]);
        return Enumerable.Range(0, Size).Select(n => ($"Observation/i{round}-{n}", 1));
    }

    /// <summary>Parameters come and go while resources are written; their rows are made and removed beside.</summary>
    private static async Task<IEnumerable<(string Id, int Version)>> ParametersAsync(TestStore store, int round)
    {
        const int Size = 40;
        store.Store.Worker.ChunkSize = 25;
        if (round == 0)
        {
            var all = Enumerable.Range(0, 3000).Select(n => Sample.Observation($"x{n}", "p1", value: 1));
            await store.ImportAsync([.. all]);
        }

        if (round % 5 == 0)
            await store.Store.UseParametersAsync(store.Grant, round % 10 == 0 ? [CustomParameters.Amount] : []);

        var writes = Enumerable.Range(0, Size)
            .Select(n => store.PutAsync(Sample.Observation($"x{round * Size % 3000 + n}", "p1", value: round)));
        return (await Task.WhenAll(writes)).Select(result => ($"{result.Type}/{result.Id}", result.Version));
    }
}
