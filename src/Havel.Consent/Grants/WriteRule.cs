using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Issues;

namespace Havel.Consent.Grants;

/// <summary>Who may write what: the table in <c>docs/consent.md</c>. All but the patient's own deny of <c>collect</c>
/// or
/// <c>correct</c> depends on the caller and on what they sent, never on what is stored.</summary>
internal static class WriteRule
{
    /// <summary>What the gate can say before a body is read.</summary>
    /// <returns>Null, or why not.</returns>
    public static Issue? RefuseAtGate(Caller caller, Interaction interaction, string? type)
    {
        if (interaction == Interaction.Read || caller.Kind == CallerKind.System)
            return null;
        if (caller.Kind == CallerKind.Researcher)
            return Forbidden("A researcher may not write.");
        if (type is null)
            return null;
        if (type is "AuditEvent")
            return Forbidden("AuditEvents are written by the server alone.");

        return caller.Kind == CallerKind.Patient
            ? RefusePatient(interaction, type)
            : RefuseClinician(interaction, type);
    }

    /// <summary>What can be said once the resource and its owners are known.</summary>
    /// <returns>Null, or why not.</returns>
    public static Issue? Refuse(Grant grant, ResourceFacts facts, SubjectPolicy subject)
    {
        if (grant.IsUnrestricted)
            return null;
        if (RefuseAtGate(grant.Caller, grant.Interaction, facts.Type) is { } issue)
            return issue;

        return grant.Caller.Kind == CallerKind.Patient
            ? RefuseForeign(grant.Caller, subject)
            : RefuseToClinician(grant, facts, subject);
    }

    private static Issue? RefusePatient(Interaction interaction, string type)
    {
        if (type is "Patient" or "Provenance")
            return Forbidden($"A patient may not write a {type}.");
        if (interaction != Interaction.Create && type is not "Consent")
            return Forbidden("A patient may add data and change their own Consents, and nothing else.");

        return null;
    }

    private static Issue? RefuseClinician(Interaction interaction, string type)
    {
        if (type is "Consent")
            return Forbidden("A Consent is written by the patient whose it is, or by the deployment.");
        if (type is "Provenance" && interaction != Interaction.Create)
            return Forbidden("A Provenance is not changed.");

        return null;
    }

    private static Issue? RefuseForeign(Caller caller, SubjectPolicy subject) =>
        subject.Owners is [var owner] && caller.Is(owner.Patient)
            ? null
            : Forbidden("A patient may write only what is about themself and nobody else.");

    private static Issue? RefuseToClinician(Grant grant, ResourceFacts facts, SubjectPolicy subject)
    {
        if (facts.Custody != Custody.None)
            return Forbidden("A Consent is traced by the deployment alone.");
        if (subject.Kind == SubjectKind.Directory && !IsSharedContent(grant.Interaction, facts.Type))
            return Forbidden("Directory data is written by the deployment alone.");
        if (subject.Kind == SubjectKind.Unowned)
            return Forbidden($"This {facts.Type} names no patient, so nobody could read it.");

        return DecisionRule.FindWriteDeny(facts, subject, grant.Caller, grant.Instant) is null
            ? null
            : Forbidden("The patient does not allow this data to be collected or corrected by you.");
    }

    /// <summary>Prescriptions refer to what they prescribe, and that is a resource without a patient.</summary>
    private static bool IsSharedContent(Interaction interaction, string type) =>
        interaction == Interaction.Create && type is ("Medication" or "Substance");

    private static Issue Forbidden(string message) => Issue.Error(IssueType.Forbidden, message);
}
