using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Custom;

namespace Havel.Server.Interactions;

/// <summary>What a valid resource must fulfil besides, because the server acts on it.</summary>
internal static class WriteRules
{
    /// <summary>Why the resource cannot be written; empty where nothing speaks against it.</summary>
    public static IReadOnlyList<Issue> Check(Deployment home, NodeTable table)
    {
        var root = table.Root;
        if (!string.Equals(root.Type.Name, "SearchParameter", StringComparison.Ordinal))
            return [];

        var reading = SearchParameterReader.Read(root, home.Store.Catalog, url =>
            home.Conformance.Current.Catalog.Find("SearchParameter", url)?.Parse() is { } other
                ? SearchParameterReader.Definition(other.Root)
                : null);
        return reading.IsValid ? [] : reading.Issues;
    }
}
