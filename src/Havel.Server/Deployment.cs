using Havel.Consent.Grants;
using Havel.Fhir.Packages;
using Havel.Fhir.Search;
using Havel.Server.Conformance;
using Havel.Server.Intake;
using Havel.Server.Paging;
using Havel.Server.Routing;
using Havel.Server.Validation;
using Havel.Store;
using Havel.Store.Terminology;
using Havel.Store.Writing;

namespace Havel.Server;

/// <summary>One data folder at work: the store with the gate before it, and what is the same for every
/// request.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly FhirStore _store;
    private readonly LargeSystemsWatch _systems;
    private readonly SharedWatch? _others;
    private long _organizations;
    private volatile SearchParser _search;

    private Deployment(ServerOptions options, FhirStore store, string baseUrl)
    {
        _store = store;
        BaseUrl = baseUrl;
        Clock = options.Clock;
        Ids = options.Ids;
        Profiles = options.Profiles;
        Writes = options.Writes;
        Gate = new Gate(options.Regime, options.Clock);
        Types = new ResourceTypes(store.Definitions);
        _search = new SearchParser(store.Catalog, baseUrl);
        Inflow = new Inflow(baseUrl);
        Pages = new PageSeal(options.Folder, options.Clock);
        Packages = new PackageFolder(options.Folder);
        Systems = TerminologyFolder.Open(options.Folder);
        Conformance = new ConformanceState(
            () => StoredConformance.ReadAll(store, Background("conformance", "what is valid for everybody")),
            PackagesOf(options),
            Systems);
        _systems = new LargeSystemsWatch(Systems, Conformance, Clock);
        SearchParameters = new SearchParameterWatch(
            store, Conformance, Background("search-parameters", "the index follows what is in force"));
        _others = !store.IsShared ? null : new SharedWatch(
            store,
            Conformance,
            Background("sharing", "what other servers on this database have changed"),
            () => Interlocked.Increment(ref _organizations),
            Clock);
    }

    /// <summary>The FHIR base without a slash at its end.</summary>
    public string BaseUrl { get; }

    public TimeProvider Clock { get; }

    /// <summary>Which types are checked against profiles when they are written.</summary>
    public ProfilePolicy Profiles { get; }

    /// <summary>What the operator decides about writes.</summary>
    public Writes.WritePolicy Writes { get; }

    public IdSource Ids { get; }

    public Gate Gate { get; }

    public FhirStore Store => _store;

    public ResourceTypes Types { get; }

    /// <summary>Reads searches by the search parameters of this moment.</summary>
    public SearchParser Search
    {
        get
        {
            var known = _search;
            return ReferenceEquals(known.Catalog, _store.Catalog)
                ? known
                : _search = new SearchParser(_store.Catalog, BaseUrl);
        }
    }

    public PageSeal Pages { get; }

    public Inflow Inflow { get; }

    /// <summary>Follows the other servers of a shared database; null where there are none.</summary>
    internal SharedWatch? Others => _others;

    /// <summary>Which conformance resources are in force: embedded, of packages, and stored.</summary>
    public ConformanceState Conformance { get; }

    /// <summary>Code systems that were imported by <c>havel terminology import</c>.</summary>
    public TerminologyFolder Systems { get; }

    /// <summary>Makes the search parameters that are in force those of the index.</summary>
    public SearchParameterWatch SearchParameters { get; }

    /// <summary>The packages that were loaded while the server ran.</summary>
    public PackageFolder Packages { get; }

    /// <summary>Grows whenever an Organization is written: what callers stand under has to be looked up
    /// again.</summary>
    public long OrganizationsVersion => Volatile.Read(ref _organizations);

    public static Deployment Open(ServerOptions options, string baseUrl) =>
        new(options, FhirStore.Open(StoreOf(options)), baseUrl);

    /// <summary>Where the resources are.</summary>
    public static StoreOptions StoreOf(ServerOptions options) => new(options.Folder, options.Clock)
    {
        ConnectionString = options.Store,
        ReadConnectionString = options.ReadStore,
        FullText = options.FullText,
        Tell = options.Tell,
    };

    /// <summary>Commits operations as one batch and answers when it is on disk.</summary>
    public Task<CommitResult> Commit(IReadOnlyList<WriteOperation> operations, CancellationToken stop) =>
        Commit(new WriteBatch(operations), operations, stop);

    /// <summary>Commits a batch and answers when it is on disk.</summary>
    public async Task<CommitResult> Commit(
        WriteBatch batch, IReadOnlyList<WriteOperation> operations, CancellationToken stop)
    {
        var result = await _store.CommitAsync(batch, stop);
        var isOfSearch = false;
        for (var i = 0; i < operations.Count; i++)
        {
            isOfSearch |= operations[i].Type is "SearchParameter";

            // Before anybody is told, so that the next request already stands under the new tree.
            if (operations[i].Type is "Organization" && result.IsCommitted)
                Interlocked.Increment(ref _organizations);
        }

        Conformance.Apply(result);
        if (isOfSearch)
            await SearchParameters.Settled;

        return result;
    }

    /// <summary>The ids a condition finds under a grant: the first two at most, for none, one and several are all that
    /// matters.</summary>
    public IReadOnlyList<string> Matches(Grant grant, SearchQuery query)
    {
        var page = _store.Search(grant, query with { Count = 2, Total = TotalMode.None, Includes = [] }, null).Page;
        return page is null ? [] : [.. page.Matches.Select(match => match.Id)];
    }

    /// <summary>A grant for the server's own look-ups.</summary>
    public Grant Background(string name, string reason) => Gate.Background(name, reason);

    /// <summary>Those kept in the folder, then those named at the start, each once.</summary>
    private IReadOnlyList<FhirPackage> PackagesOf(ServerOptions options) =>
    [
        .. Packages.Load()
            .Select(loaded => loaded.Reading.Package)
            .OfType<FhirPackage>()
            .Concat(options.Packages)
            .GroupBy(package => package.PackageId, StringComparer.Ordinal)
            .Select(equal => equal.Last()),
    ];

    public async ValueTask DisposeAsync()
    {
        _systems.Dispose();
        _others?.Dispose();
        await SearchParameters.Settled;
        Systems.Dispose();
        _store.Dispose();
    }
}
