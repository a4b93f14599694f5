using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Rows;

/// <summary>A step from one place of the tree to the next.</summary>
/// <param name="Property">The JSON property it goes through.</param>
/// <param name="Filter">The condition on the node, or null.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Lane">The root by which a custom composite numbers its parts, walked apart from all others; else
/// null.</param>
internal sealed record PathEdge(JsonProperty Property, PathFilter? Filter, PathNode Target, string? Lane)
{
    /// <summary>Whether the nodes reached are numbered as the parts of a composite.</summary>
    public bool IsRoot { get; set; }
}
