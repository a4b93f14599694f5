using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Running;

/// <summary>Finds what references name: contained resources, entries of the Bundle, and what the caller's resolver
/// knows. Source: https://hl7.org/fhir/R4/bundle.html#references.</summary>
internal sealed class ReferenceTargets(ValidationRun run)
{
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byTypeAndId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _addresses = [];
    private bool _isIndexed;

    private bool IsBundle => run.Table.Root.Type.Name == "Bundle";

    public void Begin()
    {
        _isIndexed = false;
        _byAddress.Clear();
        _byTypeAndId.Clear();
        _addresses.Clear();
    }

    /// <summary>The target of a primitive with an address; no node where it cannot be reached.</summary>
    public Node Find(Node address) =>
        address.RawText.StartsWith("#"u8) || IsBundle || run.Settings.Resolver is not null
            ? Find(address.Text())
            : default;

    /// <summary>The target of an address as it stands in the current resource.</summary>
    public Node Find(string address)
    {
        if (address.StartsWith('#'))
            return FindContained(address.AsSpan(1));
        if (IsBundle && FindEntry(WithoutVersion(address)) is { Exists: true } entry)
            return entry;

        return run.Settings.Resolver?.Invoke(address) ?? default;
    }

    /// <summary>Whether a target meets a profile; one from another table is looked at by a run of its own.</summary>
    public bool Conforms(Node target, CompiledProfile profile) => ReferenceEquals(target.Table, run.Table)
        ? run.Conforms(target.Index, profile)
        : run.Validator.Conforms(target, profile);

    private Node FindContained(ReadOnlySpan<char> id)
    {
        var container = new Node(run.Table, run.Scope.Container);
        if (id.IsEmpty)
            return container;

        foreach (var contained in container.ChildrenOf("contained"))
        {
            if (id.SequenceEqual(contained.TextOf("id")))
                return contained;
        }

        return default;
    }

    private Node FindEntry(string address)
    {
        if (!_isIndexed)
            Index();
        if (_byAddress.TryGetValue(address, out var found))
            return new Node(run.Table, found);
        if (address.Contains(':', StringComparison.Ordinal))
            return default;

        // A relative address is relative to the server that the entry's own address names.
        if (_addresses.TryGetValue(run.Scope.Container, out var own) && BaseOf(own) is { } server
            && _byAddress.TryGetValue(server + address, out found))
        {
            return new Node(run.Table, found);
        }

        return _byTypeAndId.TryGetValue(address, out found) ? new Node(run.Table, found) : default;
    }

    private void Index()
    {
        _isIndexed = true;
        foreach (var entry in run.Table.Root.ChildrenOf("entry"))
        {
            var resource = entry.Child("resource");
            if (!resource.Exists)
                continue;

            if (entry.TextOf("fullUrl") is { } address)
            {
                _byAddress.TryAdd(WithoutVersion(address), resource.Index);
                _addresses[resource.Index] = address;
            }

            if (resource.TextOf("id") is { } id)
                _byTypeAndId.TryAdd($"{resource.Type.Name}/{id}", resource.Index);
        }
    }

    private static string WithoutVersion(string address)
    {
        var version = address.IndexOf("/_history/", StringComparison.Ordinal);
        return version < 0 ? address : address[..version];
    }

    private static string? BaseOf(string address)
    {
        var id = address.LastIndexOf('/');
        var type = id > 0 ? address.LastIndexOf('/', id - 1) : -1;
        return type < 0 ? null : address[..(type + 1)];
    }
}
