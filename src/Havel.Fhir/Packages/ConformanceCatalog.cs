using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Havel.Fhir.Packages;

/// <summary>The conformance resources that are in force: the embedded core of FHIR R4, and what packages and the store
/// add. Immutable and safe to share; a change makes a new catalogue that shares what is unchanged. Look-ups are
/// dictionary look-ups.</summary>
public sealed class ConformanceCatalog
{
    private static readonly FrozenDictionary<string, TypeShelf> NoShelves =
        FrozenDictionary<string, TypeShelf>.Empty;

    private readonly bool _hasCore;
    private readonly IReadOnlyDictionary<string, TypeShelf> _shelves;
    private readonly ConcurrentDictionary<string, ConformanceResource[]> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _closures = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ConformanceResource[]>? _supplements;

    private ConformanceCatalog(
        bool hasCore, IReadOnlyDictionary<string, TypeShelf> shelves, IReadOnlyList<FhirPackage> packages)
    {
        _hasCore = hasCore;
        _shelves = shelves;
        Packages = packages;
    }

    /// <summary>The StructureDefinitions (with snapshot), CodeSystems, ValueSets and ConceptMaps of hl7.fhir.r4.core
    /// 4.0.1, without prose. They are read from the assembly at first use; to name this property reads nothing.
    /// </summary>
    public static ConformanceCatalog Core { get; } = new(hasCore: true, NoShelves, []);

    /// <summary>A catalogue of nothing.</summary>
    public static ConformanceCatalog Empty { get; } = new(hasCore: false, NoShelves, []);

    /// <summary>The packages in the order in which they were added; the embedded core is not among them.</summary>
    public IReadOnlyList<FhirPackage> Packages { get; }

    /// <summary>The resource of that canonical: of the version it names, else the newest; null where there is none.
    /// <c>|1.5.x</c> and <c>|1.5</c> mean the newest 1.5. What packages and store add goes before the core,
    /// whose dates of 2018 would else count as newer than any number.</summary>
    /// <param name="resourceType">Such as <c>ValueSet</c>.</param>
    /// <param name="canonical">The address, with or without version; a fragment is passed over.</param>
    public ConformanceResource? Find(string resourceType, string canonical)
    {
        if (Newest(resourceType, canonical) is { } found)
            return found;

        var parsed = Canonical.Parse(canonical);
        if (parsed.Version is { } version)
            return Pick(Own(resourceType), parsed.Url, version) ?? Pick(CoreShelf(resourceType), parsed.Url, version);

        return parsed.Fragment is null ? null : Newest(resourceType, parsed.Url);
    }

    /// <summary>The same as the author of another resource meant it: where no version is named and several are
    /// loaded, that of its own package or of one it depends on goes before the newest of all.</summary>
    /// <param name="resourceType">Such as <c>ValueSet</c>.</param>
    /// <param name="canonical">The address, with or without version.</param>
    /// <param name="author">The resource that refers; null for none.</param>
    public ConformanceResource? Find(string resourceType, string canonical, ConformanceResource? author)
    {
        var found = Find(resourceType, canonical);
        if (author?.PackageId is not { } home || found is null || canonical.Contains('|', StringComparison.Ordinal))
            return found;

        var versions = Own(resourceType).Versions(found.Url);
        if (versions.Length < 2)
            return found;

        var closure = ClosureOf(home);
        foreach (var version in versions)
        {
            if (version.PackageId is { } package && closure.Contains(package))
                return version;
        }

        return found;
    }

    /// <summary>All resources of a type in all versions.</summary>
    public IReadOnlyList<ConformanceResource> All(string resourceType)
    {
        var own = Own(resourceType);
        var core = CoreShelf(resourceType);
        if (core.All.Count == 0)
            return own.All;

        return own.All.Count == 0 ? core.All : _all.GetOrAdd(resourceType, _ => Join(own, core));
    }

    /// <summary>All versions of one address, from the newest to the oldest.</summary>
    public IReadOnlyList<ConformanceResource> Versions(string resourceType, string url)
    {
        var own = Own(resourceType);
        var found = new List<ConformanceResource>();
        foreach (var resource in own.Versions(url))
        {
            if (found.Count == 0 || !string.Equals(found[^1].Version, resource.Version, StringComparison.Ordinal))
                found.Add(resource);
        }

        foreach (var resource in CoreShelf(resourceType).Versions(url))
        {
            if (!IsHidden(own, resource))
                found.Add(resource);
        }

        return found;
    }

    /// <summary>The CodeSystems that supplement a code system, in all versions.</summary>
    /// <param name="codeSystemUrl">Address without version.</param>
    public IReadOnlyList<ConformanceResource> SupplementsOf(string codeSystemUrl)
    {
        _supplements ??= All("CodeSystem")
            .Where(system => system.Head.Supplements is not null)
            .GroupBy(system => Canonical.Parse(system.Head.Supplements!).Url, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return _supplements.GetValueOrDefault(codeSystemUrl) ?? [];
    }

    /// <summary>A catalogue with the resources of a package too. One of the same name and version takes the place of
    /// the other.</summary>
    public ConformanceCatalog With(FhirPackage package) => With([package]);

    /// <summary>The same for many at once, in this order.</summary>
    public ConformanceCatalog With(IReadOnlyList<FhirPackage> packages) =>
        new(_hasCore, Add(packages.SelectMany(package => package.Resources)), [.. Packages, .. packages]);

    /// <summary>A catalogue with this resource too; it hides one of equal type, address and version.</summary>
    public ConformanceCatalog With(ConformanceResource resource) => With([resource]);

    /// <summary>The same for many at once.</summary>
    public ConformanceCatalog With(IReadOnlyList<ConformanceResource> resources) =>
        resources.Count == 0 ? this : new(_hasCore, Add(resources), Packages);

    /// <summary>A catalogue without what was added last under that address and version; what it had hidden is found
    /// again. The core cannot be taken away.</summary>
    public ConformanceCatalog Without(string resourceType, string url, string? version)
    {
        var shelf = Own(resourceType);
        var rest = shelf.Without(url, version);
        return ReferenceEquals(rest, shelf)
            ? this
            : new ConformanceCatalog(
                _hasCore,
                new Dictionary<string, TypeShelf>(_shelves, StringComparer.Ordinal) { [resourceType] = rest },
                Packages);
    }

    private Dictionary<string, TypeShelf> Add(IEnumerable<ConformanceResource> resources)
    {
        var shelves = new Dictionary<string, TypeShelf>(_shelves, StringComparer.Ordinal);
        foreach (var group in resources.GroupBy(resource => resource.ResourceType, StringComparer.Ordinal))
            shelves[group.Key] = Own(group.Key).With(group);
        return shelves;
    }

    private TypeShelf Own(string resourceType) =>
        _shelves.TryGetValue(resourceType, out var shelf) ? shelf : TypeShelf.Empty;

    private TypeShelf CoreShelf(string resourceType) =>
        _hasCore ? EmbeddedCore.Shelf(resourceType) : TypeShelf.Empty;

    private IReadOnlySet<string> ClosureOf(string packageId) => _closures.GetOrAdd(packageId, id =>
        Packages.FirstOrDefault(package => string.Equals(package.PackageId, id, StringComparison.Ordinal)) is { } home
            ? PackageDependencies.Closure(home, Packages)
            : FrozenSet<string>.Empty);

    private ConformanceResource? Newest(string resourceType, string url)
    {
        var versions = Own(resourceType).Versions(url);
        if (versions.IsEmpty)
            versions = CoreShelf(resourceType).Versions(url);
        return versions.IsEmpty ? null : versions[0];
    }

    private static ConformanceResource? Pick(TypeShelf shelf, string url, string wish)
    {
        ConformanceResource? admitted = null;
        foreach (var resource in shelf.Versions(url))
        {
            if (string.Equals(resource.Version, wish, StringComparison.Ordinal))
                return resource;
            if (admitted is null && VersionOrder.Admits(wish, resource.Version))
                admitted = resource;
        }

        return admitted;
    }

    private static ConformanceResource[] Join(TypeShelf own, TypeShelf core) =>
        [.. own.All, .. core.All.Where(one => !IsHidden(own, one))];

    private static bool IsHidden(TypeShelf shelf, ConformanceResource resource)
    {
        foreach (var own in shelf.Versions(resource.Url))
        {
            if (string.Equals(own.Version, resource.Version, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
