using System.Threading.Channels;
using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Importing;

namespace Havel.Server.Importing;

/// <summary>Loads files into a deployment: one task reads, all cores parse and extract, one task hands sorted batches
/// to the
/// store's writer. What is faulty is told and left out; the rest is loaded. Run twice, it adds nothing twice.</summary>
internal sealed class ImportRun : IDisposable
{
    private const int ItemsPerChunk = 64;
    private const int BytesPerChunk = 1 << 20;

    private readonly Deployment _home;
    private readonly Grant _grant;
    private readonly ItemIntake _intake;
    private readonly Action<ImportFault> _report;
    private readonly Dictionary<long, long> _seen = [];
    private readonly List<ImportedResource> _deferred = [];
    private readonly BulkImport _import;
    private long _bytesRead;

    public ImportRun(Deployment home, Action<ImportFault> report)
    {
        _home = home;
        _report = report;
        _grant = home.Background("import", "The operator loads files");
        _import = home.Store.BeginImport(_grant);
        _intake = new ItemIntake(home);
    }

    /// <summary>What was read twice, faulty or dubious; what was written stands in <see cref="Written"/>.</summary>
    public ImportTally Tally { get; } = new();

    /// <summary>What was written, by type.</summary>
    public IReadOnlyDictionary<string, ImportCount> Written => _import.Counts;

    /// <summary>Bytes of the files read so far, compressed ones as they lie on disk.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Resources handed to the store so far.</summary>
    public long Prepared { get; private set; }

    /// <summary>Loads the files.</summary>
    /// <param name="files">What to load.</param>
    /// <param name="tick">Called now and then, for the progress line.</param>
    /// <param name="stop">Ends between two batches; what was committed stays.</param>
    public async Task Run(IReadOnlyList<ImportFile> files, Action tick, CancellationToken stop)
    {
        var cores = Environment.ProcessorCount;
        var work = Channel.CreateBounded<ImportChunk>(cores * 2);
        var ordered = Channel.CreateBounded<ImportChunk>(cores * 4);
        var reader = Task.Run(() => ReadFiles(files, work.Writer, ordered.Writer, stop), stop);
        var parsers = Enumerable.Range(0, cores).Select(_ => Task.Run(() => Parse(work.Reader), stop)).ToArray();
        await foreach (var chunk in ordered.Reader.ReadAllAsync(stop))
        {
            foreach (var resource in await chunk.Done)
                await Take(resource);

            tick();
        }

        await reader;
        await Task.WhenAll(parsers);
        await _import.CompleteAsync();
        await LoadDeferred();
        tick();
    }

    public void Dispose() => _import.Dispose();

    private async Task ReadFiles(
        IReadOnlyList<ImportFile> files,
        ChannelWriter<ImportChunk> work,
        ChannelWriter<ImportChunk> ordered,
        CancellationToken stop)
    {
        var done = 0L;
        var items = new List<ImportItem>(ItemsPerChunk);
        var bytes = 0;
        foreach (var file in files)
        {
            foreach (var item in file.Read(position => Interlocked.Exchange(ref _bytesRead, done + position)))
            {
                items.Add(item);
                bytes += item.Bytes.Length;
                if (items.Count < ItemsPerChunk && bytes < BytesPerChunk)
                    continue;

                await Hand(items, work, ordered, stop);
                items = new List<ImportItem>(ItemsPerChunk);
                bytes = 0;
            }

            done += file.Length;
        }

        if (items.Count > 0)
            await Hand(items, work, ordered, stop);

        work.Complete();
        ordered.Complete();
    }

    private static async Task Hand(
        List<ImportItem> items,
        ChannelWriter<ImportChunk> work,
        ChannelWriter<ImportChunk> ordered,
        CancellationToken stop)
    {
        var chunk = new ImportChunk(items);
        await work.WriteAsync(chunk, stop);
        await ordered.WriteAsync(chunk, stop);
    }

    private async Task Parse(ChannelReader<ImportChunk> work)
    {
        await foreach (var chunk in work.ReadAllAsync())
            chunk.Run(_intake);
    }

    private async ValueTask Take(ImportedResource resource)
    {
        if (resource.Fault is { } fault)
        {
            Report(fault);
            if (!fault.IsLoaded)
                return;
        }

        if (!IsNew(resource))
            return;

        if (resource.Deferred is not null)
        {
            _deferred.Add(resource);
            return;
        }

        Prepared++;
        await _import.AddAsync(resource.Ready!);
    }

    // Two of one id: the same content is one resource told twice, different content a mistake that somebody must look
    // at.
    private bool IsNew(in ImportedResource resource)
    {
        var (type, id) = resource.Ready is { } ready
            ? (ready.Type, ready.Id)
            : (resource.Deferred!.Type, resource.Deferred.Id);
        var key = SearchHash.Key($"{type}/{id}");
        if (_seen.TryAdd(key, resource.Content))
            return true;

        if (_seen[key] == resource.Content)
        {
            Tally.AddRepeated(type);
            return false;
        }

        Report(new ImportFault(resource.Source.File, resource.Source.Line,
            $"{type}/{id} was read before in this import with other content; the first is kept."));
        return false;
    }

    private async Task LoadDeferred()
    {
        foreach (var resource in _deferred)
        {
            var deferred = resource.Deferred!;
            var searches = new SearchReferences(_home, _grant, _intake);
            var reading = _home.Inflow.Read(deferred.Bytes, deferred.Type, searches.Resolve);
            foreach (var unresolved in searches.Unresolved)
                Report(new ImportFault(resource.Source.File, resource.Source.Line, unresolved, IsLoaded: true));

            Prepared++;
            await _import.AddAsync(_home.Store.Preparation.Prepare(reading.Table!, deferred.Id));
        }

        await _import.CompleteAsync();
    }

    private void Report(ImportFault fault)
    {
        Tally.Add(fault);
        _report(fault);
    }
}
