using System.Collections.Frozen;
using Havel.Consent.Policies;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Resources;

/// <summary>Which element of a type says what a resource is about, and which what kind of entry it is.
/// Sources: the search parameter <c>code</c> (https://hl7.org/fhir/R4/searchparameter-registry.html), and for types
/// without one
/// their principal coded element. The same table is in <c>docs/consent.md</c>.</summary>
internal static class CodedElements
{
    /// <summary>Paths by type where they are not simply <c>code</c>.</summary>
    private static readonly FrozenDictionary<string, string[]> Principal = new Dictionary<string, string[]>
    {
        ["Account"] = ["type"],
        ["AdverseEvent"] = ["event"],
        ["AllergyIntolerance"] = ["code", "reaction.substance"],
        ["Appointment"] = ["serviceType"],
        ["BodyStructure"] = ["morphology"],
        ["CarePlan"] = ["category"],
        ["CareTeam"] = ["category"],
        ["Claim"] = ["type"],
        ["ClaimResponse"] = ["type"],
        ["Composition"] = ["type"],
        ["Coverage"] = ["type"],
        ["Device"] = ["type"],
        ["DeviceRequest"] = ["code"],
        ["DocumentManifest"] = ["type"],
        ["DocumentReference"] = ["type"],
        ["Encounter"] = ["type"],
        ["EpisodeOfCare"] = ["type"],
        ["ExplanationOfBenefit"] = ["type"],
        ["FamilyMemberHistory"] = ["condition.code"],
        ["Goal"] = ["description"],
        ["ImagingStudy"] = ["procedureCode"],
        ["Immunization"] = ["vaccineCode"],
        ["ImmunizationEvaluation"] = ["targetDisease"],
        ["ImmunizationRecommendation"] = ["recommendation.vaccineCode"],
        ["Invoice"] = ["type"],
        ["Media"] = ["type"],
        ["MedicationAdministration"] = ["medication"],
        ["MedicationDispense"] = ["medication"],
        ["MedicationRequest"] = ["medication"],
        ["MedicationStatement"] = ["medication"],
        ["Schedule"] = ["serviceType"],
        ["Specimen"] = ["type"],
        ["SupplyDelivery"] = ["type"],
        ["SupplyRequest"] = ["item"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What says the kind of an entry: a document's type, category and format, and everywhere else the
    /// category.</summary>
    private static readonly FrozenDictionary<string, string[]> Kinds = new Dictionary<string, string[]>
    {
        ["Composition"] = ["type", "category"],
        ["DocumentManifest"] = ["type"],
        ["DocumentReference"] = ["type", "category", "content.format"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Code = ["code"];
    private static readonly string[] Category = ["category"];

    public static CodedFacts Codes(Node resource, string type) =>
        Read(resource, Principal.GetValueOrDefault(type, Code));

    public static CodedFacts Classes(Node resource, string type) =>
        Read(resource, Kinds.GetValueOrDefault(type, Category));

    private static CodedFacts Read(Node resource, string[] paths)
    {
        List<Coding>? codings = null;
        var hasUncoded = false;
        foreach (var path in paths)
        {
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                Collect(resource, path, ref codings, ref hasUncoded);
                continue;
            }

            foreach (var parent in resource.ChildrenOf(path[..dot]))
                Collect(parent, path[(dot + 1)..], ref codings, ref hasUncoded);
        }

        return codings is null && !hasUncoded ? CodedFacts.None : new CodedFacts(codings ?? [], hasUncoded);
    }

    private static void Collect(Node parent, string name, ref List<Coding>? codings, ref bool hasUncoded)
    {
        foreach (var element in parent.ChildrenOf(name))
        {
            var before = codings?.Count ?? 0;
            switch (element.Type.Name)
            {
                case "CodeableConcept":
                    foreach (var coding in element.ChildrenOf("coding"))
                        (codings ??= []).Add(Coding.From(coding));
                    break;
                case "Coding":
                    (codings ??= []).Add(Coding.From(element));
                    break;
                case "code":
                    // A bare code has a system only through its binding: AllergyIntolerance.category.
                    (codings ??= []).Add(new Coding(null, element.Text()));
                    break;
            }

            // Text alone, a coding without a code, or a reference to a Medication: it is about something, nobody here
            // knows what.
            hasUncoded |= (codings?.Count ?? 0) == before;
        }
    }
}
