namespace Havel.Fhir.Definitions;

/// <summary>What is loaded together when the first search parameter is asked for.</summary>
internal sealed class SearchDefinitions(
    IReadOnlyList<SearchParameterDefinition> parameters,
    IReadOnlyList<CompartmentDefinition> compartments)
{
    private readonly Dictionary<string, SearchParameterDefinition> _byUrl =
        parameters.ToDictionary(parameter => parameter.Url, StringComparer.Ordinal);

    public IReadOnlyList<SearchParameterDefinition> Parameters { get; } = parameters;

    public IReadOnlyList<CompartmentDefinition> Compartments { get; } = compartments;

    public CompartmentDefinition Patient { get; } =
        compartments.Single(compartment => string.Equals(compartment.Code, "Patient", StringComparison.Ordinal));

    public SearchParameterDefinition? Find(string url) => _byUrl.GetValueOrDefault(url);
}
