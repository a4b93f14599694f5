using Havel.Store.Interning;

namespace Havel.Store.Planning;

/// <summary>What planning a query needs besides the query.</summary>
/// <param name="Types">The numbers of the resource types.</param>
/// <param name="IsGuarded">Whether the grant must be asked for every row; false only for unrestricted grants.</param>
/// <param name="Cardinality">The database's answers to how many.</param>
internal sealed record PlanContext(TypeTable Types, bool IsGuarded, ICardinality Cardinality);
