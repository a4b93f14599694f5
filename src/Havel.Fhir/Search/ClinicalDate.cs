using System.Collections.Frozen;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search;

/// <summary>When what a resource tells happened; docs/ownership.md has the table with the reasons. The first element of
/// a
/// type's list that is there counts; <c>a..b</c> is the span from one to the other.</summary>
public static class ClinicalDate
{
    private static readonly FrozenDictionary<string, string[]> Elements = new Dictionary<string, string[]>(
        StringComparer.Ordinal)
    {
        ["Account"] = ["servicePeriod"],
        ["AdverseEvent"] = ["date", "detected", "recordedDate"],
        ["AllergyIntolerance"] = ["recordedDate", "onset"],
        ["Appointment"] = ["start..end"],
        ["AppointmentResponse"] = ["start..end"],
        ["AuditEvent"] = ["recorded"],
        ["Basic"] = ["created"],
        ["Bundle"] = ["timestamp"],
        ["CarePlan"] = ["period", "created"],
        ["CareTeam"] = ["period"],
        ["ChargeItem"] = ["occurrence", "enteredDate"],
        ["Claim"] = ["billablePeriod", "created"],
        ["ClaimResponse"] = ["created"],
        ["ClinicalImpression"] = ["effective", "date"],
        ["Communication"] = ["sent", "received"],
        ["CommunicationRequest"] = ["occurrence", "authoredOn"],
        ["Composition"] = ["date"],
        ["Condition"] = ["onset", "recordedDate"],
        ["Consent"] = ["dateTime"],
        ["Contract"] = ["issued", "applies"],
        ["Coverage"] = ["period"],
        ["CoverageEligibilityRequest"] = ["serviced", "created"],
        ["CoverageEligibilityResponse"] = ["serviced", "created"],
        ["DetectedIssue"] = ["identified"],
        ["DeviceRequest"] = ["occurrence", "authoredOn"],
        ["DeviceUseStatement"] = ["timing", "recordedOn"],
        ["DiagnosticReport"] = ["effective", "issued"],
        ["DocumentManifest"] = ["created"],
        ["DocumentReference"] = ["context.period", "date"],
        ["Encounter"] = ["period"],
        ["EnrollmentRequest"] = ["created"],
        ["EnrollmentResponse"] = ["created"],
        ["EpisodeOfCare"] = ["period"],
        ["ExplanationOfBenefit"] = ["billablePeriod", "created"],
        ["FamilyMemberHistory"] = ["date"],
        ["Flag"] = ["period"],
        ["Goal"] = ["start", "statusDate"],
        ["GuidanceResponse"] = ["occurrenceDateTime"],
        ["ImagingStudy"] = ["started"],
        ["Immunization"] = ["occurrence", "recorded"],
        ["ImmunizationEvaluation"] = ["date"],
        ["ImmunizationRecommendation"] = ["date"],
        ["Invoice"] = ["date"],
        ["List"] = ["date"],
        ["MeasureReport"] = ["period", "date"],
        ["Media"] = ["created", "issued"],
        ["MedicationAdministration"] = ["effective"],
        ["MedicationDispense"] = ["whenHandedOver", "whenPrepared"],
        ["MedicationRequest"] = ["authoredOn"],
        ["MedicationStatement"] = ["effective", "dateAsserted"],
        ["NutritionOrder"] = ["dateTime"],
        ["Observation"] = ["effective", "issued"],
        ["PaymentNotice"] = ["created"],
        ["PaymentReconciliation"] = ["period", "created"],
        ["Procedure"] = ["performed"],
        ["Provenance"] = ["occurred", "recorded"],
        ["QuestionnaireResponse"] = ["authored"],
        ["RequestGroup"] = ["authoredOn"],
        ["ResearchSubject"] = ["period"],
        ["RiskAssessment"] = ["occurrence"],
        ["Schedule"] = ["planningHorizon"],
        ["ServiceRequest"] = ["occurrence", "authoredOn"],
        ["Slot"] = ["start..end"],
        ["Specimen"] = ["collection.collected", "receivedTime"],
        ["SupplyDelivery"] = ["occurrence"],
        ["SupplyRequest"] = ["occurrence", "authoredOn"],
        ["Task"] = ["executionPeriod", "authoredOn"],
        ["VisionPrescription"] = ["dateWritten"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The types that have a clinical date, with their elements in the order in which they are
    /// asked.</summary>
    public static IReadOnlyDictionary<string, string[]> Table => Elements;

    /// <summary>The clinical date of a resource; null where its type has none or the elements are absent.</summary>
    public static TimeRange? Of(Node resource)
    {
        if (!Elements.TryGetValue(resource.Type.Name, out var elements))
            return null;

        foreach (var element in elements)
        {
            if (OfElement(resource, element) is { } range)
                return range;
        }

        return null;
    }

    private static TimeRange? OfElement(Node node, string element)
    {
        var span = element.IndexOf("..", StringComparison.Ordinal);
        if (span >= 0)
        {
            var start = OfChild(node, element[..span]);
            var end = OfChild(node, element[(span + 2)..]);
            return start is { } from && end is { } to && to.High >= from.Low
                ? new TimeRange(from.Low, to.High)
                : start ?? end;
        }

        var dot = element.IndexOf('.');
        if (dot < 0)
            return OfChild(node, element);

        var holder = node.Child(element[..dot]);
        return holder.Exists ? OfChild(holder, element[(dot + 1)..]) : null;
    }

    private static TimeRange? OfChild(Node node, string name)
    {
        var child = node.Child(name);
        return child.Exists ? TimeSpans.Of(child) : null;
    }
}
