using System.Diagnostics;
using System.Globalization;
using System.Text;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Fhir.Parsing;
using Havel.Store;
using Havel.Store.Writing;

namespace Havel.Bench;

/// <summary>Creates without HTTP: what each thread of the store spends on one. Processor time is disturbed less by
/// others on the machine than rates are.</summary>
internal static class CreateReport
{
    private const int Warm = 20_000;

    /// <summary>Writes the resources of a file one by one, from several clients at once, into a fresh store.</summary>
    /// <param name="args">A file with a resource a line, and the number of clients; 8 where it is left out.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(string[] args, TextWriter output)
    {
        var lines = Array.ConvertAll(await File.ReadAllLinesAsync(args[0]), Encoding.UTF8.GetBytes);
        var clients = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
        var folder = Directory.CreateTempSubdirectory("havel-creates-").FullName;
        try
        {
            using var store = FhirStore.Open(new StoreOptions(folder, TimeProvider.System));
            await WriteAsync(store, lines.AsMemory(0, Math.Min(Warm, lines.Length)), clients);
            var rest = lines.AsMemory(Math.Min(Warm, lines.Length));
            var before = ThreadTimes.Now();
            var watch = Stopwatch.StartNew();
            await WriteAsync(store, rest, clients);
            output.WriteLine($"{rest.Length / watch.Elapsed.TotalSeconds:N0} creates/s");
            foreach (var (name, microseconds) in ThreadTimes.Since(before))
                output.WriteLine($"{name,-18} {microseconds / rest.Length,7:F1} us");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task WriteAsync(FhirStore store, ReadOnlyMemory<byte[]> lines, int clients)
    {
        var grant = new Gate(Regime.OptOut, TimeProvider.System).Background("bench", "measures");
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < lines.Length;)
            {
                var table = ResourceParser.OfThread.Parse(lines.Span[at]).Table!;
                var ready = store.Preparation.Prepare(table, Guid.NewGuid().ToString());
                var done = await store.CommitAsync(new WriteBatch(WriteOperation.Create(grant, ready)));
                if (!done.IsCommitted)
                    throw new InvalidOperationException(done.Results[0].ToString());
            }
        })));
    }
}
