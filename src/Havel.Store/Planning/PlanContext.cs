using Havel.Fhir.Issues;
using Havel.Store.Interning;

namespace Havel.Store.Planning;

/// <summary>What planning a query needs besides the query.</summary>
/// <param name="Types">The numbers of the resource types.</param>
/// <param name="IsGuarded">Whether the grant must be asked for every row; false only for unrestricted grants.</param>
/// <param name="Cardinality">The database's answers to how many.</param>
/// <param name="Hierarchy">The database's answers to what is part of what.</param>
internal sealed record PlanContext(TypeTable Types, bool IsGuarded, ICardinality Cardinality, IHierarchy Hierarchy)
{
    /// <summary>Which texts can be searched.</summary>
    public FullText FullText { get; init; }

    /// <summary>What turned out, while planning, to stand in the way of the query; null for nothing.</summary>
    public Issue? Fault { get; set; }
}
