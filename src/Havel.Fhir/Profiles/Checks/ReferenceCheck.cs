using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>What a profile demands of a reference: the target's type and profile, how it is reached, whether it names a
/// version. Source: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.targetProfile.
/// </summary>
internal sealed class ReferenceCheck(
    string profile, ProfileLink[] targets, ProfileAggregation aggregation, ProfileVersioning versioning)
    : NodeCheck(profile)
{
    public override void Check(ValidationRun run, int node)
    {
        var holder = new Node(run.Table, node);
        if (holder.Type.Name != "Reference")
            return;

        var reference = holder.Child("reference");
        var hasAddress = reference.Exists && reference.HasValue;
        var target = hasAddress ? run.Targets.Find(reference) : default;
        if (targets.Length > 0)
            CheckTarget(run, holder, reference, target);
        if (!hasAddress)
            return;

        if (aggregation != ProfileAggregation.None)
            CheckAggregation(run, reference, target);
        if (versioning != ProfileVersioning.Either)
            CheckVersion(run, reference);
    }

    private void CheckTarget(ValidationRun run, Node holder, Node reference, Node target)
    {
        var type = target.Exists ? target.Type : ReferenceType.Of(holder, reference);
        if (type is null)
            return;

        var (fits, isMet) = (false, false);
        foreach (var link in targets)
        {
            if (link.Profile is not { } known)
                return;
            if (!type.Is(known.Type))
                continue;

            fits = true;
            isMet = isMet || !target.Exists || known.IsType || run.Targets.Conforms(target, known);
        }

        if (!fits)
        {
            run.Error(holder.Index, IssueType.Structure, Profile,
                $"Expected a reference to {Types()} and found one to {type.Name} ({Profile}).");
        }
        else if (!isMet)
        {
            run.Error(holder.Index, IssueType.Structure, Profile,
                $"The target of the reference, {ValueMatch.Show(reference)}, meets none of the profiles "
                + $"{string.Join(", ", targets.Select(link => link.Canonical))} ({Profile}).");
        }
    }

    private void CheckAggregation(ValidationRun run, Node reference, Node target)
    {
        var found = reference.RawText.StartsWith("#"u8) ? ProfileAggregation.Contained
            : target.Exists && ReferenceEquals(target.Table, run.Table) ? ProfileAggregation.Bundled
            : ProfileAggregation.Referenced;
        // What stands in the same Bundle is also referenced.
        var isAllowed = (aggregation & found) != ProfileAggregation.None
            || (found == ProfileAggregation.Bundled && aggregation.HasFlag(ProfileAggregation.Referenced));
        if (!isAllowed)
        {
            run.Error(reference.Index, IssueType.Structure, Profile,
                $"Expected a target that is {Words(aggregation)} and found one that is {Words(found)} ({Profile}).");
        }
    }

    private void CheckVersion(ValidationRun run, Node reference)
    {
        var isSpecific = reference.RawText.IndexOf("/_history/"u8) >= 0;
        if (isSpecific != (versioning == ProfileVersioning.Specific))
        {
            run.Error(reference.Index, IssueType.Structure, Profile,
                $"The reference must {(isSpecific ? "not " : "")}name a version ({Profile}).");
        }
    }

    private string Types() => TypeCheck.Among([.. targets.Select(link => link.Type!).Distinct<TypeDefinition>()]);

    private static string Words(ProfileAggregation modes)
    {
        var words = new List<string>();
        if (modes.HasFlag(ProfileAggregation.Contained))
            words.Add("contained");
        if (modes.HasFlag(ProfileAggregation.Referenced))
            words.Add("somewhere else");
        if (modes.HasFlag(ProfileAggregation.Bundled))
            words.Add("in the same Bundle");
        return string.Join(" or ", words);
    }
}
