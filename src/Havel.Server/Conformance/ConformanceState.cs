using Havel.Fhir.Packages;
using Havel.Fhir.Terminology;
using Havel.Store.Writing;

namespace Havel.Server.Conformance;

/// <summary>Which conformance resources are in force. Packages are there from the start; what is stored is read at
/// first need and follows every commit from then on, so nothing needs a restart and a plain start reads
/// nothing.</summary>
/// <param name="readStored">Reads the stored conformance resources.</param>
/// <param name="packages">The packages loaded at the start.</param>
/// <param name="large">Code systems that are too large for memory, or null.</param>
internal sealed class ConformanceState(
    Func<IEnumerable<StoredConformance>> readStored,
    IReadOnlyList<FhirPackage> packages,
    ICodeSystemSource? large = null)
{
    private static readonly HashSet<string> OfLargeSystems = new(StringComparer.Ordinal) { "CodeSystem" };

    private readonly Lock _lock = new();
    private readonly List<Action<IReadOnlySet<string>>> _listeners = [];
    private Dictionary<(string Type, string Id), StoredConformance>? _stored;
    private IReadOnlyList<FhirPackage> _packages = packages;
    private ConformanceCatalog? _ofPackages;
    private volatile ConformanceSet? _current;
    private ConformanceSet? _last;
    private HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>What is in force now.</summary>
    public ConformanceSet Current => _current ?? Build();

    /// <summary>The loaded packages, in the order in which they count.</summary>
    public IReadOnlyList<FhirPackage> Packages
    {
        get
        {
            lock (_lock)
                return _packages;
        }
    }

    /// <summary>Has a listener told of every change, with the resource types that it touched, before the one who wrote
    /// gets an answer. It is called on the writer's path, so it must be quick.</summary>
    public void Subscribe(Action<IReadOnlySet<string>> listener)
    {
        lock (_lock)
            _listeners.Add(listener);
    }

    /// <summary>Takes in what a batch has changed. To be called before the answer is sent, so that the writer's next
    /// request already stands under it.</summary>
    public void Apply(CommitResult commit)
    {
        if (!commit.IsCommitted)
            return;

        HashSet<string>? types = null;
        foreach (var result in commit.Results)
        {
            if (ConformanceTypes.Contains(result.Type) && IsChange(result.Status))
                (types ??= new HashSet<string>(StringComparer.Ordinal)).Add(result.Type);
        }

        if (types is null)
            return;

        lock (_lock)
        {
            foreach (var result in commit.Results)
            {
                if (ConformanceTypes.Contains(result.Type) && IsChange(result.Status))
                    Apply(result);
            }
        }

        Tell(types);
    }

    /// <summary>Has what is stored read again, because somebody else may have written it.</summary>
    public void Forget()
    {
        var types = ConformanceTypes.All.ToHashSet(StringComparer.Ordinal);
        lock (_lock)
        {
            _stored = null;
            _touched.UnionWith(types);
            _current = null;
        }

        Tell(types);
    }

    /// <summary>Has what depends on code systems made anew, because large ones came or went.</summary>
    public void RenewTerminology()
    {
        lock (_lock)
        {
            _touched.UnionWith(OfLargeSystems);
            _current = null;
        }

        Tell(OfLargeSystems);
    }

    /// <summary>Adds a package, or puts it in the place of the one of its name and version.</summary>
    public void Add(FhirPackage package)
    {
        IReadOnlySet<string> types;
        lock (_lock)
        {
            // The one it replaces may have had resources of other types.
            types = TypesOf([package, .. _packages.Where(one => Is(one, package.PackageId))]);
            Replace([.. Without(_packages, package.PackageId), package], types);
        }

        Tell(types);
    }

    /// <summary>Takes a package away.</summary>
    /// <param name="packageId">As <c>name#version</c>.</param>
    /// <returns>False where it is not loaded.</returns>
    public bool Remove(string packageId)
    {
        IReadOnlySet<string> types;
        lock (_lock)
        {
            var package = _packages.FirstOrDefault(one => Is(one, packageId));
            if (package is null)
                return false;

            types = TypesOf([package]);
            Replace([.. Without(_packages, packageId)], types);
        }

        Tell(types);
        return true;
    }

    private ConformanceSet Build()
    {
        lock (_lock)
        {
            if (_current is { } built)
                return built;

            _stored ??= readStored().ToDictionary(stored => (stored.Type, stored.Id));
            _ofPackages ??= ConformanceCatalog.Core.With(_packages);
            var stored = _stored.Values
                .Where(one => one.Resource is not null)
                .OrderBy(one => one.Updated)
                .Select(one => one.Resource!)
                .ToList();
            _current = _last = new ConformanceSet(_ofPackages.With(stored), _last, _touched, large);
            _touched = new HashSet<string>(StringComparer.Ordinal);
            return _current;
        }
    }

    private void Apply(in WriteResult result)
    {
        // What was not read yet will be read with this change in it.
        if (_stored is null)
            return;

        // Two commits can come here in the wrong order; the later version stays.
        var key = (result.Type, result.Id);
        if (_stored.TryGetValue(key, out var known) && known.Version >= result.Version)
            return;

        _stored[key] = StoredConformance.Of(result);
        _touched.Add(result.Type);
        _current = null;
    }

    private void Replace(IReadOnlyList<FhirPackage> packages, IReadOnlySet<string> types)
    {
        _packages = packages;
        _ofPackages = null;
        _touched.UnionWith(types);
        _current = null;
    }

    private void Tell(IReadOnlySet<string> types)
    {
        Action<IReadOnlySet<string>>[] listeners;
        lock (_lock)
            listeners = [.. _listeners];

        foreach (var listener in listeners)
            listener(types);
    }

    private static bool IsChange(WriteStatus status) =>
        status is WriteStatus.Created or WriteStatus.Updated or WriteStatus.Deleted;

    private static bool Is(FhirPackage package, string packageId) =>
        string.Equals(package.PackageId, packageId, StringComparison.Ordinal);

    private static IEnumerable<FhirPackage> Without(IEnumerable<FhirPackage> packages, string packageId) =>
        packages.Where(package => !Is(package, packageId));

    private static HashSet<string> TypesOf(IEnumerable<FhirPackage> packages) => packages
        .SelectMany(package => package.Resources)
        .Select(resource => resource.ResourceType)
        .ToHashSet(StringComparer.Ordinal);
}
