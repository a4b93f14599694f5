using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A profile as a checker.</summary>
internal sealed class CompiledProfile
{
    /// <summary>Number within the validator.</summary>
    public required int Id { get; init; }

    public required StructureDefinition Definition { get; init; }

    /// <summary><c>canonical|version</c>, as messages name it.</summary>
    public required string Canonical { get; init; }

    /// <summary>The type it constrains.</summary>
    public required TypeDefinition Type { get; init; }

    public required ElementCheck Root { get; init; }

    /// <summary>What is wrong with the profile itself: an invariant that cannot be compiled, for one.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Whether this is the type itself: R4 says all that it says.</summary>
    public bool IsType => !Definition.IsProfile;

    public void Check(ValidationRun run, int node)
    {
        var type = run.Table.Definitions.TypeAt(run.Table[node].Type);
        if (!type.Is(Type))
        {
            run.Error(node, IssueType.Structure, Canonical,
                $"The profile is for {Type.Name}, but this is {type.Name} ({Canonical}).");
            return;
        }

        foreach (var fault in Faults)
        {
            run.Warn(node, IssueType.NotSupported, Canonical, $"{fault} ({Canonical}).");
        }

        if (Root.IsEmpty)
            return;

        if (!type.IsResource)
        {
            Root.Check(run, node);
            return;
        }

        var before = run.Enter(ScopeOf(run, node));
        Root.Check(run, node);
        run.Enter(before);
    }

    private static ResourceScope ScopeOf(ValidationRun run, int node)
    {
        var container = node;
        if (node > 0 && run.Table.Definitions.PropertyAt(run.Table[node].Property).Name == "contained")
            container = EnclosingResource(run.Table, node);
        return new ResourceScope(node, container);
    }

    private static int EnclosingResource(NodeTable table, int node)
    {
        for (var at = node - 1; at > 0; at--)
        {
            if (node < table[at].End && table.Definitions.TypeAt(table[at].Type).IsResource)
                return at;
        }

        return 0;
    }
}
