using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>Which purposes a Consent governs. Source:
/// https://hl7.org/fhir/R4/codesystem-consent-scope.html.</summary>
/// <param name="IsPrivacy">patient-privacy: every purpose.</param>
/// <param name="IsTreatment">treatment: the TREAT family.</param>
/// <param name="IsResearch">research: the HRESCH family.</param>
/// <param name="IsUnknown">No code that Havel knows: denies count for every purpose, permits for none.</param>
internal readonly record struct ConsentScope(bool IsPrivacy, bool IsTreatment, bool IsResearch, bool IsUnknown)
{
    public const string System = "http://terminology.hl7.org/CodeSystem/consentscope";

    /// <summary>Reads the codings of <c>Consent.scope</c>: translations of one concept, so one known code
    /// suffices.</summary>
    public static ConsentScope Of(IEnumerable<Coding> codings)
    {
        var scope = default(ConsentScope);
        var known = false;
        foreach (var coding in codings)
        {
            if (!string.Equals(coding.System, System, StringComparison.Ordinal))
                continue;

            known |= coding.Code is "patient-privacy" or "treatment" or "research" or "adr";
            scope = coding.Code switch
            {
                "patient-privacy" => scope with { IsPrivacy = true },
                "treatment" => scope with { IsTreatment = true },
                "research" => scope with { IsResearch = true },
                _ => scope,
            };
        }

        return scope with { IsUnknown = !known };
    }

    /// <summary>Whether the Consent is asked at all for that purpose.</summary>
    public bool Governs(Purpose purpose) =>
        IsPrivacy
        || IsUnknown
        || (IsTreatment && Purpose.Treatment.Covers(purpose))
        || (IsResearch && Purpose.Research.Covers(purpose));

    /// <summary>Whether a permit that names no purpose opens that one.</summary>
    public bool OpensUnnamed(Purpose purpose) =>
        Purpose.Treatment.Covers(purpose) || (IsResearch && Purpose.Research.Covers(purpose));
}
