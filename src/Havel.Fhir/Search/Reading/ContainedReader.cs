using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Matching;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>_contained</c> and <c>_containedType</c>. Source:
/// https://hl7.org/fhir/R4/search.html#contained.</summary>
internal sealed class ContainedReader(ReadState state, string? type)
{
    public const string Code = "_contained";
    public const string TypeCode = "_containedType";

    private string _which = "false";
    private bool _isAlone;

    /// <summary>Takes one of the two.</summary>
    public bool Take(string code, string value)
    {
        var isKnown = code is Code ? value is "true" or "false" or "both" : value is "container" or "contained";
        if (!isKnown)
        {
            var values = code is Code ? "true, false or both" : "container or contained";
            state.Refuse(IssueType.Value, $"{code} takes {values}, not '{Quoted.Of(value)}'.");
        }
        else if (code is Code)
        {
            _which = value;
        }
        else
        {
            _isAlone = value is "contained";
        }

        return isKnown;
    }

    /// <summary>What was asked; null for nothing, or after an issue.</summary>
    public ContainedSearch? Read(ResultReader results, IReadOnlyList<SearchClause> clauses)
    {
        if (_which is "false")
            return null;

        var fault = type is null ? "a search over several types"
            : results.Includes.Count > 0 ? "_include and _revinclude"
            : results.Sort.Count > 0 ? "_sort"
            : clauses.Any(clause => !RowMatcher.Knows(clause)) ? "chains, _has, lists, trees and full text"
            : null;
        if (fault is null)
            return new ContainedSearch(_which is "true", _isAlone, Containers(type!));

        state.Refuse(
            IssueType.NotSupported, $"{Code} does not go with {fault}: contained resources have no such index.");
        return null;
    }

    private ValueClause Containers(string contained)
    {
        var parameter = new SearchParameter
        {
            Code = Code,
            ResourceType = SearchCatalog.AnyType,
            Url = string.Empty,
            Kind = SearchParameterKind.Token,
            Expression = null,
            TextSlots = state.Catalog.ContainedSlots,
        };
        return new ValueClause(parameter, SearchModifier.Text, [ContainedTypes.Of(contained)]);
    }
}
