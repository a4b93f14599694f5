using System.Collections.Frozen;

namespace Havel.Fhir.Search.Owners;

/// <summary>The table of docs/ownership.md: types outside the patient compartment that name patients all the same, and
/// compartment types with a rule of their own. Every other compartment type is closed without a patient, every other
/// type open.</summary>
internal static class OwnershipRules
{
    public static readonly FrozenDictionary<string, OwnershipRule> All = new Dictionary<string, OwnershipRule>(
        StringComparer.Ordinal)
    {
        ["AuditEvent"] = new([], ["AuditEvent.entity.what"], WithoutPatient.Closed),
        ["Binary"] = Owned(through: ["Binary.securityContext"]),
        ["BiologicallyDerivedProduct"] = Owned("BiologicallyDerivedProduct.collection.source"),
        ["Bundle"] = Owned(),
        ["Contract"] = Owned("Contract.subject", "Contract.signer.party"),
        ["Device"] = new(["Device.patient"], [], WithoutPatient.Open),
        ["DeviceMetric"] = new([], ["DeviceMetric.source"], WithoutPatient.Open),
        ["EnrollmentResponse"] = Owned(through: ["EnrollmentResponse.request"]),
        ["Group"] = new([], [], WithoutPatient.OpenIfAllNamedIs),
        ["GuidanceResponse"] = Owned("GuidanceResponse.subject"),
        ["Linkage"] = Owned(through: ["Linkage.item.resource"]),
        ["List"] = new(["List.entry.item"], [], WithoutPatient.OpenIfAllNamedIs),
        ["MessageHeader"] = Owned(through: ["MessageHeader.focus"]),
        ["PaymentNotice"] = Owned(through: ["PaymentNotice.request", "PaymentNotice.response"]),
        ["PaymentReconciliation"] = Owned(
            through: ["PaymentReconciliation.request", "PaymentReconciliation.detail.request",
                "PaymentReconciliation.detail.response"]),
        ["Provenance"] = new(["Provenance.target"], ["Provenance.target"], WithoutPatient.OpenIfAllNamedIs),
        ["Schedule"] = new([], [], WithoutPatient.OpenIfAllNamedIs),
        ["Slot"] = new([], ["Slot.schedule"], WithoutPatient.OpenIfAllNamedIs),
        ["Subscription"] = Owned(),
        ["Task"] = Owned("Task.for", "Task.requester", "Task.owner"),
        ["VerificationResult"] = new(
            ["VerificationResult.target"], ["VerificationResult.target"], WithoutPatient.OpenIfAllNamedIs),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static OwnershipRule Owned(params string[] patients) => new(patients, [], WithoutPatient.Closed);

    private static OwnershipRule Owned(IReadOnlyList<string> through) =>
        new([.. through], [.. through], WithoutPatient.Closed);
}
