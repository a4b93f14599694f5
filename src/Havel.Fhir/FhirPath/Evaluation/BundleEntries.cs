using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>The resources of a Bundle by the addresses that references use for them; made at the first
/// <c>resolve()</c> in a Bundle and kept until another Bundle comes.
/// Source: https://hl7.org/fhir/R4/bundle.html#references.</summary>
internal sealed class BundleEntries
{
    private const string History = "/_history/";

    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private readonly List<(int First, string? FullUrl)> _entries = [];
    private NodeTable? _table;

    /// <summary>The resource that a reference means, seen from a node of the Bundle; no node where none of the entries
    /// is it.</summary>
    public Node Find(Frame frame, Node bundle, Node from, string reference)
    {
        Read(frame, bundle);
        var history = reference.IndexOf(History, StringComparison.Ordinal);
        var version = history < 0 ? null : reference[(history + History.Length)..];
        var address = history < 0 ? reference : reference[..history];
        var index = IsAbsolute(address)
            ? _byAddress.GetValueOrDefault(address)
            : FindRelative(from, address);
        if (index == 0)
            return default;

        var found = new Node(bundle.Table, index);
        return version is null || VersionOf(found) == version ? found : default;
    }

    private int FindRelative(Node from, string address)
    {
        if (BaseOf(from) is { } start && _byAddress.TryGetValue(start + address, out var index))
            return index;

        // An entry without fullUrl has no other address than its type and id.
        return _byAddress.GetValueOrDefault(address);
    }

    /// <summary>What stands before <c>Type/id</c> in the fullUrl of the entry that holds a node.</summary>
    private string? BaseOf(Node from)
    {
        if (!ReferenceEquals(from.Table, _table))
            return null;

        var at = EntryOf(from.Index);
        if (at < 0 || _entries[at].FullUrl is not { } url || url.StartsWith("urn:", StringComparison.Ordinal))
            return null;

        var id = url.LastIndexOf('/');
        var type = id <= 0 ? -1 : url.LastIndexOf('/', id - 1);
        return type < 0 ? null : url[..(type + 1)];
    }

    /// <summary>The last entry that starts at a record or before it; -1 for none.</summary>
    private int EntryOf(int index)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].First <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private static string? VersionOf(Node resource) =>
        resource.Child("meta") is { Exists: true } meta ? meta.TextOf("versionId") : null;

    private static bool IsAbsolute(string address) => address.Contains(':', StringComparison.Ordinal);

    private void Read(Frame frame, Node bundle)
    {
        if (ReferenceEquals(_table, bundle.Table))
            return;

        _byAddress.Clear();
        _entries.Clear();
        _table = bundle.Table;
        foreach (var entry in bundle.ChildrenOf("entry"))
        {
            frame.Spend();
            var url = entry.TextOf("fullUrl");
            _entries.Add((entry.Index, url));
            var resource = entry.Child("resource");
            if (!resource.Exists)
                continue;

            var address = url ?? (resource.TextOf("id") is { } id ? resource.Type.Name + "/" + id : null);
            if (address is not null)
                _byAddress.TryAdd(address, resource.Index);
        }
    }
}
