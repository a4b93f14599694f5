namespace Havel.Fhir.Packages;

/// <summary>The resources of one type by canonical address; the versions of each from the newest to the oldest.
/// Immutable: additions make a new shelf.</summary>
internal sealed class TypeShelf
{
    public static readonly TypeShelf Empty = new([], []);

    private readonly Dictionary<string, ConformanceResource[]> _byUrl;
    private readonly ConformanceResource[] _nameless;
    private ConformanceResource[]? _all;

    private TypeShelf(Dictionary<string, ConformanceResource[]> byUrl, ConformanceResource[] nameless)
    {
        _byUrl = byUrl;
        _nameless = nameless;
    }

    /// <summary>Every version of every resource, by address; what a later addition hides is left out.</summary>
    public IReadOnlyList<ConformanceResource> All => _all ??= Gather();

    /// <summary>The versions of one address from the newest to the oldest; empty for none.</summary>
    public ReadOnlySpan<ConformanceResource> Versions(string url) => _byUrl.GetValueOrDefault(url);

    /// <summary>A shelf with these too; at equal version the later ones win.</summary>
    public TypeShelf With(IEnumerable<ConformanceResource> resources)
    {
        var byUrl = new Dictionary<string, ConformanceResource[]>(_byUrl, StringComparer.Ordinal);
        List<ConformanceResource>? nameless = null;
        foreach (var resource in resources)
        {
            if (resource.Url.Length == 0)
                (nameless ??= [.. _nameless]).Add(resource);
            else
                byUrl[resource.Url] = Insert(byUrl.GetValueOrDefault(resource.Url) ?? [], resource);
        }

        return new TypeShelf(byUrl, nameless?.ToArray() ?? _nameless);
    }

    /// <summary>A shelf without that version (the one without version for null); what it had hidden is seen
    /// again.</summary>
    public TypeShelf Without(string url, string? version)
    {
        var versions = _byUrl.GetValueOrDefault(url) ?? [];
        var at = Array.FindIndex(versions, one => string.Equals(one.Version, version, StringComparison.Ordinal));
        if (at < 0)
            return this;

        var byUrl = new Dictionary<string, ConformanceResource[]>(_byUrl, StringComparer.Ordinal);
        if (versions.Length == 1)
            byUrl.Remove(url);
        else
            byUrl[url] = [.. versions[..at], .. versions[(at + 1)..]];
        return new TypeShelf(byUrl, _nameless);
    }

    private static ConformanceResource[] Insert(ConformanceResource[] versions, ConformanceResource added)
    {
        var at = 0;
        while (at < versions.Length && VersionOrder.Compare(versions[at].Version, added.Version) > 0)
            at++;
        return [.. versions[..at], added, .. versions[at..]];
    }

    private ConformanceResource[] Gather()
    {
        var all = new List<ConformanceResource>(_byUrl.Count + _nameless.Length);
        foreach (var url in _byUrl.Keys.Order(StringComparer.Ordinal))
        {
            ConformanceResource? last = null;
            foreach (var resource in _byUrl[url])
            {
                if (last is null || !string.Equals(last.Version, resource.Version, StringComparison.Ordinal))
                    all.Add(resource);
                last = resource;
            }
        }

        all.AddRange(_nameless);
        return [.. all];
    }
}
