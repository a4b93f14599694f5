using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The types that a profile leaves of a choice, or of a resource.</summary>
internal sealed class TypeCheck(string profile, TypeDefinition[] allowed) : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var type = run.Table.Definitions.TypeAt(run.Table[node].Type);
        foreach (var candidate in allowed)
        {
            if (ReferenceEquals(type, candidate) || (candidate.IsAbstract && type.Is(candidate)))
                return;
        }

        run.Error(node, IssueType.Structure, Profile,
            $"Expected {Among(allowed)} and found {type.Name} ({Profile}).");
    }

    public static string Among(IReadOnlyList<TypeDefinition> types) => types.Count == 1
        ? types[0].Name
        : "one of " + string.Join(", ", types.Select(type => type.Name));
}
