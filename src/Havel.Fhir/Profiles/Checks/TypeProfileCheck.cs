using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>Profiles on the type of an element: of several, one must be met. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.profile.</summary>
internal sealed class TypeProfileCheck(string profile, (TypeDefinition Type, ProfileLink[] Links)[] types)
    : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var type = run.Table.Definitions.TypeAt(run.Table[node].Type);
        foreach (var (allowed, links) in types)
        {
            if (!type.Is(allowed))
                continue;

            if (links.Length == 1)
                CheckOne(run, node, links[0]);
            else if (links.Length > 1)
                CheckAny(run, node, links);
            return;
        }
    }

    private void CheckOne(ValidationRun run, int node, ProfileLink link)
    {
        if (link.Profile is { } known)
            run.Apply(node, known);
        else
            Unknown(run, node, link);
    }

    private void CheckAny(ValidationRun run, int node, ProfileLink[] links)
    {
        ProfileLink? unknown = null;
        foreach (var link in links)
        {
            if (link.Profile is not { } known)
                unknown = link;
            else if (run.Conforms(node, known))
                return;
        }

        if (unknown is not null)
        {
            Unknown(run, node, unknown);
            return;
        }

        run.Error(node, IssueType.Structure, Profile,
            $"Expected one of the profiles {string.Join(", ", links.Select(link => link.Canonical))}, and none is met "
            + $"({Profile}).");
    }

    private void Unknown(ValidationRun run, int node, ProfileLink link) =>
        run.Warn(node, IssueType.NotFound, Profile,
            $"The profile {link.Canonical} is not known here, so it cannot be checked ({Profile}).");
}
