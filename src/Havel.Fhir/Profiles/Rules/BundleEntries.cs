using System.Buffers;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The entries of a Bundle, and which of them a reference means. Source:
/// https://hl7.org/fhir/R4/bundle.html#references.</summary>
internal sealed class BundleEntries
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private readonly Dictionary<string, BundleEntry> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BundleEntry> _byTypeAndId = new(StringComparer.Ordinal);

    public BundleEntries(Node bundle)
    {
        Bundle = bundle;
        Type = bundle.TextOf("type") ?? "";
        foreach (var node in bundle.ChildrenOf("entry"))
            Add(new BundleEntry(node, node.Child("resource"), node.TextOf("fullUrl")));
    }

    public Node Bundle { get; }

    public string Type { get; }

    public List<BundleEntry> All { get; } = [];

    /// <summary>The entry a reference means; null for none.</summary>
    /// <param name="reference">The address as it is written.</param>
    /// <param name="from">The entry it stands in: a relative address is relative to that entry's server.</param>
    public BundleEntry? Find(string reference, BundleEntry from)
    {
        var fragment = reference.IndexOf('#', StringComparison.Ordinal);
        var address = RestAddress.WithoutVersion(fragment < 0 ? reference : reference[..fragment]);
        if (_byAddress.TryGetValue(address, out var found))
            return found;
        if (IsAbsolute(address))
            return null;

        if (from.FullUrl is { } own && RestAddress.TryRead(own, Bundle.Table.Definitions, out var place)
            && _byAddress.TryGetValue(place.Server + address, out found))
        {
            return found;
        }

        return _byTypeAndId.GetValueOrDefault(address);
    }

    /// <summary>Whether an address names a scheme: <c>http:</c>, <c>urn:</c>.</summary>
    public static bool IsAbsolute(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(address[0])
            && !address.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters);
    }

    private void Add(BundleEntry entry)
    {
        All.Add(entry);
        if (entry.FullUrl is { } address)
            _byAddress.TryAdd(RestAddress.WithoutVersion(address), entry);
        if (entry.Resource.Exists && entry.Resource.TextOf("id") is { } id)
            _byTypeAndId.TryAdd($"{entry.Resource.Type.Name}/{id}", entry);
    }
}
