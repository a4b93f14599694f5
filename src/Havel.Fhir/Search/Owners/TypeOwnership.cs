using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Owners;

/// <summary>The compiled rule of one type.</summary>
/// <param name="Patients">Where patients are named.</param>
/// <param name="Through">Where resources are named whose owners count.</param>
/// <param name="Without">What a resource is that leads to no patient.</param>
internal sealed record TypeOwnership(
    IReadOnlyList<SearchPath> Patients,
    IReadOnlyList<SearchPath> Through,
    WithoutPatient Without)
{
    /// <summary>Joins the compartment's parameters with the table.</summary>
    public static TypeOwnership Of(FhirDefinitions definitions, TypeDefinition type)
    {
        var codes = definitions.PatientCompartment.CodesOf(type.Name).Where(code => !code.StartsWith('{')).ToList();
        var rule = OwnershipRules.All.GetValueOrDefault(type.Name);
        var patients = codes.SelectMany(code => PathsOf(definitions, type, code))
            .Concat((rule?.Patients ?? []).Select(text => PathOf(definitions, type, text)))
            .DistinctBy(path => path.ToString());
        return new TypeOwnership(
            [.. patients],
            [.. (rule?.Through ?? []).Select(text => PathOf(definitions, type, text))],
            rule?.Without ?? (codes.Count > 0 ? WithoutPatient.Closed : WithoutPatient.Open));
    }

    /// <summary>Adds the nodes that a path leads to.</summary>
    public static void Collect(Node node, SearchPath path, int step, List<Node> found)
    {
        if (step == path.Steps.Count)
        {
            found.Add(node);
            return;
        }

        foreach (var child in node.ChildrenOf(path.Steps[step].Name))
            Collect(child, path, step + 1, found);
    }

    private static IEnumerable<SearchPath> PathsOf(FhirDefinitions definitions, TypeDefinition type, string code)
    {
        var definition = definitions.SearchParameters.First(parameter =>
            string.Equals(parameter.Code, code, StringComparison.Ordinal) && parameter.BaseTypes.Contains(type.Name));
        return UnionMembers.Of(definitions, type, definition.Expression!)
            .Select(member =>
                member.Path ?? throw new InvalidOperationException($"{type.Name}.{code} is no plain path."))
            .Select(path => path.WithoutTargetFilter());
    }

    private static SearchPath PathOf(FhirDefinitions definitions, TypeDefinition type, string text) =>
        SearchPathParser.Parse(definitions, type.Name, text)
        ?? throw new InvalidOperationException($"{text} is no path of {type.Name}.");
}
