using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Server.Conformance;

/// <summary>Which custom parameter has a code on a type: the first that asked.</summary>
internal sealed class CodeClaims(FhirDefinitions definitions)
{
    private readonly Dictionary<(string Type, string Code), string> _holders = [];

    /// <summary>Claims the code of a parameter on all types it holds for; where one is taken, none is
    /// claimed.</summary>
    /// <returns>Why not, or null.</returns>
    public Issue? Claim(SearchParameterDefinition parameter)
    {
        var types = definitions.ResourceTypes.Where(type => IsBase(parameter, type)).Select(type => type.Name).ToList();
        foreach (var type in types)
        {
            if (_holders.TryGetValue((type, parameter.Code), out var holder))
            {
                return Issue.Error(
                    IssueType.Duplicate,
                    $"{type} has a search parameter '{parameter.Code}' already, from {holder}.",
                    "SearchParameter.code");
            }
        }

        foreach (var type in types)
            _holders.Add((type, parameter.Code), parameter.Url);

        return null;
    }

    private static bool IsBase(SearchParameterDefinition parameter, TypeDefinition? type)
    {
        for (; type is not null; type = type.Base)
        {
            if (parameter.BaseTypes.Contains(type.Name, StringComparer.Ordinal))
                return true;
        }

        return false;
    }
}
