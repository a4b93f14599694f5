using Havel.Consent.Callers;
using Havel.Consent.Resources;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>Compiles provisions. Source:
/// https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision.</summary>
internal static class ProvisionCompiler
{
    /// <summary>Compiles the root, whose type falls back to the policy rule.</summary>
    /// <param name="provision">May be no node: then the policy rule is all there is.</param>
    /// <param name="policyRule">What <c>Consent.policyRule</c> says.</param>
    public static Provision CompileRoot(Node provision, Answer policyRule)
    {
        var says = TypeOf(provision);
        return Compile(provision, says == Answer.Silent ? policyRule : says, opened: null, depth: 1);
    }

    private static Provision Compile(Node node, Answer says, IReadOnlyList<Purpose?>? opened, int depth)
    {
        var purposes = Purposes(node);
        opened = purposes.Count > 0 ? purposes : opened;
        var period = node.Child("period");
        var range = FhirTime.RangeOf(period);
        return new Provision
        {
            Says = says,
            IsUncertain = ConsentCompiler.HasModifier(node),
            HasPeriod = period.Exists,
            Period = range is { IsReversed: true } ? null : range,
            Actors = Actors(node),
            Actions = Actions(node),
            Purposes = purposes,
            OpenedPurposes = opened,
            Conditions = ConditionCompiler.Compile(node, isPermit: says == Answer.Permit),
            Children = Children(node, opened, depth),
        };
    }

    private static List<Provision> Children(Node node, IReadOnlyList<Purpose?>? opened, int depth)
    {
        var children = new List<Provision>();
        foreach (var child in node.ChildrenOf("provision"))
        {
            if (depth >= Limits.ProvisionDepth)
            {
                // What is too deep to be read might be a deny.
                children.Add(new Provision { Says = Answer.Deny, IsUncertain = true });
                break;
            }

            var says = TypeOf(child);
            var compiled = Compile(child, says, opened, depth + 1);

            // R4 requires a type here; without one nobody knows which way the rule points.
            children.Add(says == Answer.Silent ? compiled with { IsUncertain = true } : compiled);
        }

        return children;
    }

    private static Answer TypeOf(Node provision) => provision.TextOf("type") switch
    {
        "deny" => Answer.Deny,
        "permit" => Answer.Permit,
        _ => Answer.Silent,
    };

    private static List<Purpose?> Purposes(Node node)
    {
        var purposes = new List<Purpose?>();
        foreach (var purpose in node.ChildrenOf("purpose"))
        {
            var coding = Coding.From(purpose);
            var isKnown = string.Equals(coding.System, Purpose.System, StringComparison.Ordinal);
            purposes.Add(isKnown ? Purpose.Find(coding.Code) : null);
        }

        return purposes;
    }

    private static ActionCriterion Actions(Node node)
    {
        var actions = default(ActionCriterion);
        foreach (var action in node.ChildrenOf("action"))
            actions = actions.With(ConsentCompiler.Codings(action));

        return actions;
    }

    private static List<ActorCriterion> Actors(Node node)
    {
        var actors = new List<ActorCriterion>();
        foreach (var actor in node.ChildrenOf("actor"))
        {
            var role = actor.Child("role");
            var codings = ConsentCompiler.Codings(role);
            var addsNothing = codings.Exists(IsParticipation);
            actors.Add(new ActorCriterion(
                addsNothing ? [] : codings,
                HasUncodedRole: (role.Exists && codings.Count == 0) || ConsentCompiler.HasModifier(actor),
                LocalReference.From(actor.Child("reference"))));
        }

        return actors;
    }

    /// <summary>Codes that say no more than "the one who receives". Source: v3 ParticipationType, RoleCode and
    /// RoleClass.</summary>
    private static bool IsParticipation(Coding role) =>
        role.Code is "IRCP" or "PRCP" or "GRANTEE" or "CST" or "TRACKER"
        && role.System?.StartsWith("http://terminology.hl7.org/CodeSystem/", StringComparison.Ordinal) != false;
}
