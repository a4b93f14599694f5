using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Interactions;
using Havel.Server.Routing;
using Havel.Store.Reading;

namespace Havel.Server.Evaluation;

/// <summary>The resources that an expression can reach: the one that was sent, those in the same bundle, and those of
/// the store that the caller may read.</summary>
internal sealed class ReachableResources(Asking asking)
{
    private static readonly byte[] Nothing = [.. "{\"resourceType\":\"Parameters\"}"u8];

    private readonly Dictionary<string, Node> _known = new(StringComparer.Ordinal);

    /// <summary>The resource to evaluate on, and what is wrong with it; without one, an empty one that literals can be
    /// evaluated on.</summary>
    public (Node Focus, IReadOnlyList<Issue> Issues) Open(FhirPathQuestion question)
    {
        if (question.Reference is { } reference)
        {
            var (node, status) = Read(reference);
            return (node, node.Exists ? [] : [Missing(status)]);
        }

        var (table, issues) = Parse(question.Resource.IsEmpty ? Nothing : question.Resource);
        return (table?.Root ?? default, issues);
    }

    /// <summary>What a reference in the resource leads to, or no node.</summary>
    public Node Find(string reference, Node focus)
    {
        if (_known.TryGetValue(reference, out var known))
            return known;
        if (_known.Count >= Limits.MaxFhirPathReads)
            return default;

        var found = InBundle(reference, focus.Table.Root);
        return _known[reference] = found.Exists ? found : Read(reference).Node;
    }

    /// <summary>Parses a resource, and keeps what can be read of one with faults: an expression is often asked to find
    /// out why.</summary>
    public static (NodeTable? Table, IReadOnlyList<Issue> Issues) Parse(ReadOnlyMemory<byte> utf8)
    {
        var parsed = new ResourceParser(FhirDefinitions.R4, new ParseOptions { KeepFaulty = true }).Parse(utf8);
        return (parsed.Table ?? parsed.Faulty, parsed.Issues);
    }

    private static Node InBundle(string reference, Node bundle)
    {
        if (bundle.Type.Name is not "Bundle")
            return default;

        foreach (var entry in bundle.ChildrenOf("entry"))
        {
            var url = entry.TextOf("fullUrl");
            if (url is not null && (string.Equals(url, reference, StringComparison.Ordinal)
                || url.EndsWith("/" + reference, StringComparison.Ordinal)))
                return entry.Child("resource");
        }

        return default;
    }

    /// <summary>What a read would say, too: that something was deleted is told to those who could see it.</summary>
    private static Issue Missing(ReadStatus status) => status == ReadStatus.Gone
        ? Issue.Error(IssueType.Deleted, "The resource has been deleted.")
        : Issue.Error(IssueType.NotFound, "The parameter resource names no resource that is here and open to you.");

    private (Node Node, ReadStatus Status) Read(string reference)
    {
        var local = reference.StartsWith(asking.Home.BaseUrl + "/", StringComparison.Ordinal)
            ? reference[(asking.Home.BaseUrl.Length + 1)..]
            : reference;
        if (local.Split('/') is not [var type, var id] || asking.Home.Types.Find(type) is null || !Routes.IsId(id))
            return default;

        var read = asking.Home.Store.Read(asking.Grant, type, id);
        return read.Status == ReadStatus.Found
            ? (Parse(read.Resource.Body).Table?.Root ?? default, read.Status)
            : (default, read.Status);
    }
}
