using System.Collections.Concurrent;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Grammars;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Rules;

/// <summary>Code systems and value sets as one request sees them: a catalogue under rules of version and supplement.
/// The requests without rules of their own share one.</summary>
internal sealed class TerminologyScope(
    ConformanceCatalog catalog, ICodeSystemSource? large, TerminologyRules rules)
{
    private readonly ConcurrentDictionary<(string Url, string? Version), SystemLookup> _systems = new();
    private readonly ConcurrentDictionary<string, ValueSetMembers> _members = new(StringComparer.Ordinal);

    public ConformanceCatalog Catalog => catalog;

    public TerminologyRules Rules => rules;

    /// <summary>The members of a value set met before; reading this allocates nothing.</summary>
    public bool TryGetMembers(string canonical, out ValueSetMembers? members) =>
        _members.TryGetValue(canonical, out members);

    /// <summary>The system under the rules.</summary>
    /// <param name="url">The system, without version.</param>
    /// <param name="named">The version that the value set or coding names, or null.</param>
    public SystemLookup System(string url, string? named = null)
    {
        var version = rules.VersionOf(url, named);
        return _systems.TryGetValue((url, version), out var known)
            ? known
            : _systems.GetOrAdd((url, version), key => Look(key.Url, key.Version));
    }

    /// <summary>The value set of a canonical, of those written down or those that exist by rule; null for
    /// none.</summary>
    public ValueSetDefinition? ValueSet(string canonical)
    {
        var (url, version, _) = Canonical.Parse(canonical);
        version ??= rules.ValueSetVersions.GetValueOrDefault(url);
        var found = catalog.Find("ValueSet", version is null ? url : $"{url}|{version}");
        if (found is null && rules.IsLenient && version is not null)
            found = catalog.Find("ValueSet", url);

        return found is null ? ImplicitValueSets.Find(catalog, url, version) : CompiledResources.ValueSet(found);
    }

    /// <summary>The compiled members of a value set; null where there is no such value set.</summary>
    public ValueSetMembers? Members(string canonical) => Members(canonical, new CompileTrail());

    /// <summary>The same on the way through value sets that include each other.</summary>
    public ValueSetMembers? Members(string canonical, CompileTrail trail)
    {
        if (_members.TryGetValue(canonical, out var known))
            return known;

        if (ValueSet(canonical) is not { } definition)
            return null;

        var members = Compile(definition, trail);
        // Within a circle each value set looks different from where one stands; only the first is seen whole.
        if ((trail.IsEmpty || !trail.IsCut) && _members.Count < Limits.KeptValueSets)
            _members.TryAdd(canonical, members);

        return members;
    }

    /// <summary>The members of a value set that came with the request, or that another contains.</summary>
    public ValueSetMembers Compile(ValueSetDefinition definition, CompileTrail trail) =>
        ValueSetMembers.Compile(this, definition, trail);

    /// <summary>The supplements that the rules name but nobody has.</summary>
    public IEnumerable<string> MissingSupplements() => rules.Supplements.Where(name =>
        catalog.Find("CodeSystem", name) is not { } found || found.Head.Supplements is null);

    private SystemLookup Look(string url, string? version)
    {
        var known = Versions(url);
        var system = Find(url, version) ?? (rules.IsLenient && version is not null ? Find(url, null) : null);
        if (system is null)
            return new SystemLookup(null, url, version, known, Missing(url, version, known));

        TerminologyIssue? fault = null;
        if (rules.CheckedVersions.TryGetValue(url, out var wish) && !VersionOrder.Admits(wish, system.Version))
            fault = VersionClash(url, wish, system.Version);

        return new SystemLookup(Supplement(system), url, version, known, fault);
    }

    private ICodeSystem? Find(string url, string? version)
    {
        if (large?.Find(url, version) is { } imported)
            return imported;

        foreach (var resource in catalog.Versions("CodeSystem", url))
        {
            var isWanted = version is null || VersionOrder.Admits(version, resource.Version);
            if (isWanted && resource.Head.Content is not ("not-present" or "supplement")
                && CompiledResources.System(resource) is { } table)
            {
                return table;
            }
        }

        return version is null ? GrammarSystems.Find(url) : null;
    }

    private List<string> Versions(string url) =>
    [
        .. (large?.VersionsOf(url) ?? []).Concat(
            catalog.Versions("CodeSystem", url)
                .Where(resource => resource.Head.Content is not ("not-present" or "supplement"))
                .Select(resource => resource.Version).OfType<string>()),
    ];

    private ICodeSystem Supplement(ICodeSystem system)
    {
        if (rules.Supplements.Count == 0)
            return system;

        var supplements = new List<CodeSystemTable>();
        foreach (var name in rules.Supplements)
        {
            if (catalog.Find("CodeSystem", name) is { } resource
                && string.Equals(
                    Canonical.Parse(resource.Head.Supplements ?? "").Url, system.Url, StringComparison.Ordinal)
                && CompiledResources.System(resource) is { } table && !supplements.Contains(table))
            {
                supplements.Add(table);
            }
        }

        return supplements.Count == 0 ? system : new SupplementedCodeSystem(system, supplements);
    }

    private static TerminologyIssue Missing(string url, string? version, List<string> known) => version is null
        ? TerminologyIssue.NotFound($"The code system {url} is not known here.", "UNKNOWN_CODESYSTEM")
        : TerminologyIssue.NotFound(
            $"The code system {url} is not here in version {version}; "
            + (known.Count == 0 ? "no version of it is known." : $"known are: {string.Join(", ", known)}."),
            known.Count == 0 ? "UNKNOWN_CODESYSTEM_VERSION_NONE" : "UNKNOWN_CODESYSTEM_VERSION");

    private static TerminologyIssue VersionClash(string url, string wish, string? version) =>
        new(Fhir.Issues.IssueSeverity.Error, Fhir.Issues.IssueType.Exception, "version-error",
            $"The request allows {url} in version {wish} alone, but version {version ?? "(none)"} would be used.")
        {
            MessageId = "VALUESET_VERSION_CHECK",
        };
}
