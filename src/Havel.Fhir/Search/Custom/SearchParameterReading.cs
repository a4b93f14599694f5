using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Custom;

/// <summary>What became of a SearchParameter resource.</summary>
/// <param name="Definition">The definition to be registered; null after an error, and for a retired one.</param>
/// <param name="IsRetired">Whether the resource itself says that it is out of force.</param>
/// <param name="Issues">Errors refuse the parameter; remarks tell what of it does not count.</param>
public sealed record SearchParameterReading(
    SearchParameterDefinition? Definition, bool IsRetired, IReadOnlyList<Issue> Issues)
{
    public bool IsValid => Definition is not null || IsRetired;
}
