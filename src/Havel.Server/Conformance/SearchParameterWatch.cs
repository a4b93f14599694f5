using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Custom;
using Havel.Store;
using Havel.Store.Databases;

namespace Havel.Server.Conformance;

/// <summary>Makes the search parameters of packages and store those of the index, whenever they change. What the index
/// is for stands in the store, so a start without changes has nothing to do.</summary>
internal sealed class SearchParameterWatch
{
    private readonly FhirStore _store;
    private readonly ConformanceState _conformance;
    private readonly Grant _grant;
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private volatile IReadOnlyList<RefusedParameter> _refused = [];

    /// <summary>Watches nothing yet.</summary>
    /// <param name="store">Whose index it is.</param>
    /// <param name="conformance">What is in force.</param>
    /// <param name="grant">A background grant.</param>
    public SearchParameterWatch(FhirStore store, ConformanceState conformance, Grant grant)
    {
        _store = store;
        _conformance = conformance;
        _grant = grant;
    }

    /// <summary>Done when everything that was written or loaded so far is registered.</summary>
    public Task Settled
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>The parameters that are in force and cannot be searched by, each with the reason.</summary>
    public IReadOnlyList<RefusedParameter> Refused => _refused;

    /// <summary>Looks once at what changed while the server was down, and from then on at every change. An import does
    /// not: it was not told of the packages that the server has.</summary>
    public void Start()
    {
        _conformance.Subscribe(types =>
        {
            if (types.Contains("SearchParameter"))
                Begin();
        });
        if (HasAny())
            Begin();
    }

    private void Begin()
    {
        lock (_lock)
            _last = SyncAfter(_last);
    }

    private bool HasAny()
    {
        if (_conformance.Packages.Count > 0 || _store.Catalog.Custom.Count > 0)
            return true;

        var stored = new SearchQuery { Types = ["SearchParameter"], Count = 0 };
        return _store.Search(_grant, stored).Page is not { Total: 0 };
    }

    private async Task SyncAfter(Task before)
    {
        await before;
        await Task.Yield();
        var refused = new List<RefusedParameter>();
        var wanted = Wanted(refused);
        try
        {
            await _store.UseParametersAsync(_grant, wanted);
        }
        catch (DatabaseException failure)
        {
            // The resources themselves are on disk; the next change, or the next start, comes here again.
            refused.Add(new RefusedParameter(
                string.Empty,
                null,
                [Issue.Error(IssueType.Transient, "The index could not be told: " + failure.Message)]));
        }

        _refused = refused;
    }

    /// <summary>Of each address the newest; where two claim one code on one type, the one that was registered
    /// first.</summary>
    private List<SearchParameterDefinition> Wanted(List<RefusedParameter> refused)
    {
        var set = _conformance.Current;
        var core = _store.Catalog.With([], _ => 0);
        var own = new Dictionary<string, SearchParameterDefinition>(StringComparer.Ordinal);
        var origins = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var url in set.SearchParameters.Select(one => one.Url).Distinct(StringComparer.Ordinal))
        {
            if (core.Definitions.FindSearchParameter(url) is not null
                || set.Catalog.Find("SearchParameter", url) is not { } resource
                || resource.Parse()?.Root is not { } root
                || root.TextOf("status") is "retired")
                continue;

            own[url] = SearchParameterReader.Definition(root);
            origins[url] = resource.PackageId;
        }

        var first = _store.Catalog.Custom.Select(custom => custom.Definition.Url).Where(own.ContainsKey).ToList();
        var codes = new CodeClaims(core.Definitions);
        var wanted = new List<SearchParameterDefinition>();
        foreach (var url in first.Concat(own.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            var reading = SearchParameterReader.Check(own[url], core, own.GetValueOrDefault);
            if (reading.Definition is not { } definition)
                refused.Add(new RefusedParameter(url, origins[url], reading.Issues));
            else if (codes.Claim(definition) is { } taken)
                refused.Add(new RefusedParameter(url, origins[url], [taken]));
            else
                wanted.Add(definition);
        }

        return wanted;
    }
}
