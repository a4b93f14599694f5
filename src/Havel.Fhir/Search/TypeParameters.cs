using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search;

/// <summary>The parameters of one resource type.</summary>
internal sealed class TypeParameters
{
    private readonly Dictionary<string, SearchParameter> _byCode;

    public TypeParameters(IEnumerable<SearchParameter> parameters)
    {
        All = [.. parameters.OrderBy(parameter => parameter.Code, StringComparer.Ordinal)];
        References = [.. All.Where(parameter => parameter.Kind == SearchParameterKind.Reference)];
        _byCode = All.ToDictionary(parameter => parameter.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<SearchParameter> All { get; }

    public IReadOnlyList<SearchParameter> References { get; }

    public SearchParameter? Find(string code) => _byCode.GetValueOrDefault(code);
}
