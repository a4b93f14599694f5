using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>Compiles a Consent. Source: https://hl7.org/fhir/R4/consent.html, and rules 2 and 3 of
/// <c>docs/consent.md</c>.</summary>
internal static class ConsentCompiler
{
    /// <summary>Null where the Consent has no say: not active, of nobody or of another patient, or with nothing in
    /// it.</summary>
    public static ConsentPolicy? Compile(string patient, string id, Node consent)
    {
        if (!string.Equals(consent.TextOf("status"), "active", StringComparison.Ordinal)
            || LocalReference.From(consent.Child("patient")) is not { } owner
            || !string.Equals(owner.Target, patient, StringComparison.Ordinal))
            return null;

        var policyRule = PolicyRule(consent.Child("policyRule"));
        var provision = consent.Child("provision");
        var isUncertain = HasModifier(consent) || consent.Child("implicitRules").Exists;
        if (!provision.Exists && policyRule == Answer.Silent)
            return null;

        var root = ProvisionCompiler.CompileRoot(provision, policyRule);
        return new ConsentPolicy(
            id,
            ConsentScope.Of(Codings(consent.Child("scope"))),
            isUncertain ? root with { IsUncertain = true } : root,
            policyRule);
    }

    /// <summary>Whether an extension may change what the element means, in a way that Havel does not know.</summary>
    public static bool HasModifier(Node element) => element.Child("modifierExtension").Exists;

    /// <summary>The codings of a CodeableConcept.</summary>
    public static List<Coding> Codings(Node concept)
    {
        var codings = new List<Coding>();
        foreach (var coding in concept.ChildrenOf("coding"))
            codings.Add(Coding.From(coding));

        return codings;
    }

    /// <summary>Source: https://terminology.hl7.org/ValueSet-v3-ActConsentDirective.html.</summary>
    private static Answer PolicyRule(Node concept)
    {
        const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
        var answer = Answer.Silent;
        foreach (var coding in Codings(concept))
        {
            if (!string.Equals(coding.System, ActCode, StringComparison.Ordinal))
                continue;

            // Where translations contradict each other the closed one counts.
            if (coding.Code is "OPTOUT" or "OPTOUTE")
                return Answer.Deny;
            if (coding.Code is "OPTIN" or "OPTINR")
                answer = Answer.Permit;
        }

        return answer;
    }
}
