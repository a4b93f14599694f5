using static Havel.Server.Tests.TwoWorlds.Region.Made;

namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>What happened to each patient: some twenty records of many types, the same pattern for everyone, so that
/// the unseen patient has all that the others have.</summary>
internal static class Care
{
    private static readonly LabTest[] Tests = [LabTest.Glucose, LabTest.Systolic, LabTest.Weight, LabTest.Glucose];

    public static IEnumerable<Step> Steps(Person person) =>
    [
        Patient(person),
        .. Visits(person),
        .. Readings(person),
        .. Findings(person),
        .. Treatment(person),
        .. person.Number % 2 == 1 ? Plans(person) : Papers(person),
        .. person.Number % 3 == 0 ? Family(person) : Orders(person),
        Provenance(person),
    ];

    private static string Day(Person person, int offset) => $"2025-{(person.Number % 12) + 1:D2}-{offset + 1:D2}";

    private static Step Make(Person person, string type, string id, string rest, string meta = "") =>
        new(type, id, Head(type, id, meta) + rest)
        {
            Owners = [person.Id],
            Hidden = person.Id is Person.Unseen
                ? HiddenKind.Patient
                : person.Number == 2 && type is "Condition" ? HiddenKind.Resource : HiddenKind.None,
        };

    private static Step Patient(Person person) => Make(person, "Patient", person.Id, $$"""
        "identifier":{{Identifier("mrn", $"{70 + person.Number}")}},"active":true,
        "name":[{"use":"official","family":"{{person.Family}}","given":["{{person.Given}}"]}],
        "telecom":[{"system":"phone","value":"+49 30 555{{person.Number:D2}}"},
        {"system":"email","value":"{{person.Id}}@example.org"}],
        "gender":"{{person.Gender}}","birthDate":"{{person.Birth}}",
        "address":[{"city":"{{person.City}}","postalCode":"1{{person.Number:D4}}","country":"DE"}],
        "generalPractitioner":[{{Reference("Practitioner/dr-b")}}],
        "managingOrganization":{{Reference("Organization/hosp-a")}} }
        """, person.Number % 2 == 0 ? Tagged : "");

    private static IEnumerable<Step> Visits(Person person)
    {
        for (var n = 1; n <= 2; n++)
        {
            yield return Make(person, "Encounter", $"enc-{person.Id}-{n}", $$"""
                "identifier":{{Identifier("visit", $"{person.Id}-{n}")}},
                "status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                "type":[{{Concept(Snomed, "185345009", "Encounter for symptom")}}],
                "subject":{{Reference("Patient/" + person.Id)}},
                "participant":[{"individual":{{Reference(n == 1 ? "Practitioner/dr-a" : "Practitioner/dr-b")}} }],
                "period":{"start":"{{Day(person, n)}}T08:00:00Z","end":"{{Day(person, n)}}T09:30:00Z"},
                "diagnosis":[{"condition":{{Reference("Condition/cond-" + person.Id)}} }],
                "location":[{"location":{{Reference("Location/loc-1")}} }],
                "serviceProvider":{{Reference(n == 1 ? "Organization/hosp-a" : "Organization/hosp-b")}} }
                """);
        }
    }

    private static IEnumerable<Step> Readings(Person person)
    {
        for (var n = 0; n < Tests.Length; n++)
        {
            var more = $",\"encounter\":{Reference($"Encounter/enc-{person.Id}-{(n % 2) + 1}")}"
                + $",\"performer\":[{Reference("Practitioner/dr-a")}]";
            if (person.Number == 1)
                more = OfTheFirst(n, more);

            yield return new Step("Observation", $"obs-{person.Id}-{n + 1}", Observation(
                $"obs-{person.Id}-{n + 1}", person.Id, Tests[n], $"{(person.Number * 10) + n}.{n}", Day(person, 5 + n),
                n == 1 ? Tagged : "", more))
            {
                Owners = [person.Id],
                Hidden = person.Id is Person.Unseen ? HiddenKind.Patient : HiddenKind.None,
            };
        }
    }

    // The first patient's visible records point to hidden ones by every kind of reference.
    private static string OfTheFirst(int n, string more) => n switch
    {
        0 => $",\"encounter\":{Reference("Encounter/h-enc")},\"specimen\":{Reference("Specimen/h-spec")}",
        1 => more + $",\"hasMember\":[{Reference("Observation/h1")}],\"focus\":[{Reference("Patient/p9")}]",
        2 => more + $",\"basedOn\":[{Reference("ServiceRequest/h-order")}]",
        _ => more + $",\"derivedFrom\":[{Reference("Observation/h1")},{Reference("Observation/obs-p1-1")}]",
    };

    private static IEnumerable<Step> Findings(Person person)
    {
        var hidden = person.Number == 1 ? $",{Reference("Observation/h1")},{Reference("Observation/h2")}" : "";
        yield return Make(person, "Condition", "cond-" + person.Id, $$"""
            "clinicalStatus":{{Concept(Terminology + "condition-clinical", "active", "Active")}},
            "code":{{Concept(Snomed, person.Number % 2 == 0 ? "44054006" : "38341003", "Chronic disorder")}},
            "subject":{{Reference("Patient/" + person.Id)}},
            "encounter":{{Reference($"Encounter/enc-{person.Id}-1")}},"onsetDateTime":"{{Day(person, 3)}}"}
            """);
        yield return Make(person, "DiagnosticReport", "rep-" + person.Id, $$"""
            "status":"final","code":{{Concept(Loinc, "58410-2", "Complete blood count")}},
            "subject":{{Reference("Patient/" + person.Id)}},"effectiveDateTime":"{{Day(person, 9)}}",
            "issued":"{{Day(person, 9)}}T12:00:00Z",
            "result":[{{Reference($"Observation/obs-{person.Id}-1")}},
            {{Reference($"Observation/obs-{person.Id}-2")}}{{hidden}}]}
            """);
    }

    private static IEnumerable<Step> Treatment(Person person)
    {
        yield return Make(person, "MedicationRequest", "drug-" + person.Id, $$"""
            "contained":[{"resourceType":"Practitioner","id":"dr","gender":"female"}],
            "status":"active","intent":"order",
            "medicationReference":{{Reference(person.Number % 2 == 0 ? "Medication/med-2" : "Medication/med-1")}},
            "subject":{{Reference("Patient/" + person.Id)}},"authoredOn":"{{Day(person, 10)}}",
            "requester":{{Reference("Practitioner/dr-a")}},
            "reasonReference":[{{Reference("Condition/cond-" + person.Id)}}]}
            """);
        yield return Make(person, "Procedure", "proc-" + person.Id, $$"""
            "status":"completed","code":{{Concept(Snomed, "71388002", "Procedure")}},
            "subject":{{Reference("Patient/" + person.Id)}},
            "performedPeriod":{"start":"{{Day(person, 11)}}","end":"{{Day(person, 12)}}"},
            "encounter":{{Reference($"Encounter/enc-{person.Id}-2")}} }
            """);
        yield return Make(person, "Immunization", "shot-" + person.Id, $$"""
            "status":"completed","vaccineCode":{{Concept("http://hl7.org/fhir/sid/cvx", "140", "Influenza")}},
            "patient":{{Reference("Patient/" + person.Id)}},"occurrenceDateTime":"{{Day(person, 13)}}",
            "lotNumber":"L{{person.Number}}"}
            """);
        yield return Make(person, "AllergyIntolerance", "allergy-" + person.Id, $$"""
            "code":{{Concept(Snomed, "91936005", "Allergy to penicillin")}},
            "clinicalStatus":{{Concept(Terminology + "allergyintolerance-clinical", "active", "Active")}},
            "patient":{{Reference("Patient/" + person.Id)}},"criticality":"high","recordedDate":"{{Day(person, 14)}}"}
            """);
    }

    private static IEnumerable<Step> Plans(Person person)
    {
        var order = Reference("ServiceRequest/h-order");
        var activity = person.Number == 1 ? $",\"activity\":[{{\"reference\":{order}}}]" : "";
        yield return Make(person, "Goal", "goal-" + person.Id, $$"""
            "lifecycleStatus":"active","description":{"text":"Weniger Gewicht"},
            "subject":{{Reference("Patient/" + person.Id)}},"startDate":"{{Day(person, 15)}}",
            "target":[{"measure":{{Concept(Loinc, "29463-7", "Body weight")}},"dueDate":"2026-01-01"}]}
            """);
        yield return Make(person, "CarePlan", "plan-" + person.Id, $$"""
            "text":{"status":"generated",
            "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Pflegeplan nach Sturz</div>"},
            "status":"active","intent":"plan","subject":{{Reference("Patient/" + person.Id)}},
            "period":{"start":"{{Day(person, 15)}}"},"addresses":[{{Reference("Condition/cond-" + person.Id)}}],
            "goal":[{{Reference("Goal/goal-" + person.Id)}}]{{activity}} }
            """);
        yield return Make(person, "RiskAssessment", "risk-" + person.Id, $$"""
            "status":"final","subject":{{Reference("Patient/" + person.Id)}},"occurrenceDateTime":"{{Day(person, 16)}}",
            "prediction":[{"probabilityDecimal":0.{{person.Number}}5,"outcome":{"text":"Sturz"} }]}
            """);
        yield return Make(person, "QuestionnaireResponse", "answers-" + person.Id, $$"""
            "questionnaire":"http://example.org/Questionnaire/form-1","status":"completed",
            "subject":{{Reference("Patient/" + person.Id)}},"authored":"{{Day(person, 16)}}",
            "item":[{"linkId":"1","answer":[{"valueBoolean":true}]}]}
            """);
    }

    private static IEnumerable<Step> Papers(Person person)
    {
        yield return Make(person, "Binary", "bin-" + person.Id, $$"""
            "contentType":"text/plain","securityContext":{{Reference("Patient/" + person.Id)}},"data":"SGFsbG8="}
            """);
        yield return Make(person, "DocumentReference", "doc-" + person.Id, $$"""
            "status":"current","type":{{Concept(Loinc, "18842-5", "Discharge summary")}},
            "subject":{{Reference("Patient/" + person.Id)}},"date":"{{Day(person, 17)}}T10:00:00Z",
            "content":[{"attachment":{"contentType":"text/plain","url":"Binary/bin-{{person.Id}}"} }]}
            """);
        yield return Make(person, "List", "list-" + person.Id, $$"""
            "status":"current","mode":"working","title":"Probleme","code":{{Concept(Loinc, "11450-4", "Problem list")}},
            "subject":{{Reference("Patient/" + person.Id)}},"date":"{{Day(person, 18)}}",
            "entry":[{"item":{{Reference("Condition/cond-" + person.Id)}} },{"item":{{Reference("Observation/h1")}} }]}
            """);
        yield return Make(person, "Coverage", "cover-" + person.Id, $$"""
            "status":"active","beneficiary":{{Reference("Patient/" + person.Id)}},
            "payor":[{{Reference("Organization/hosp-z")}}],"period":{"start":"2020-01-01"} }
            """);
    }

    private static IEnumerable<Step> Family(Person person)
    {
        yield return Make(person, "RelatedPerson", "kin-" + person.Id, $$"""
            "active":true,"patient":{{Reference("Patient/" + person.Id)}},"gender":"female","birthDate":"1940-04-04",
            "name":[{"family":"{{person.Family}}","given":["Oma"]}]}
            """);
        yield return Make(person, "FamilyMemberHistory", "line-" + person.Id, $$"""
            "status":"completed","patient":{{Reference("Patient/" + person.Id)}},"date":"{{Day(person, 19)}}",
            "relationship":{{Concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH", "mother")}} }
            """);
        yield return Make(person, "EpisodeOfCare", "episode-" + person.Id, $$"""
            "status":"active","patient":{{Reference("Patient/" + person.Id)}},
            "managingOrganization":{{Reference("Organization/hosp-b")}},"period":{"start":"{{Day(person, 19)}}"} }
            """);
    }

    private static IEnumerable<Step> Orders(Person person)
    {
        yield return Make(person, "Specimen", "spec-" + person.Id, $$"""
            "status":"available","type":{{Concept(Snomed, "119297000", "Blood specimen")}},
            "subject":{{Reference("Patient/" + person.Id)}},"collection":{"collectedDateTime":"{{Day(person, 20)}}"} }
            """);
        yield return Make(person, "ServiceRequest", "order-" + person.Id, $$"""
            "status":"active","intent":"order","code":{{Concept(Snomed, "15220000", "Laboratory test")}},
            "subject":{{Reference("Patient/" + person.Id)}},"authoredOn":"{{Day(person, 20)}}",
            "specimen":[{{Reference("Specimen/spec-" + person.Id)}}]}
            """);
        yield return Make(person, "Task", "task-" + person.Id, $$"""
            "status":"requested","intent":"order","focus":{{Reference("ServiceRequest/order-" + person.Id)}},
            "for":{{Reference("Patient/" + person.Id)}},"authoredOn":"{{Day(person, 21)}}",
            "owner":{{Reference("Organization/hosp-b")}} }
            """);
    }

    private static Step Provenance(Person person)
    {
        var hidden = person.Number == 1 ? $",{Reference("Observation/h1")}" : "";
        return Make(person, "Provenance", "prov-" + person.Id, $$"""
            "target":[{{Reference($"Observation/obs-{person.Id}-1")}},
            {{Reference("DiagnosticReport/rep-" + person.Id)}}{{hidden}}],
            "recorded":"{{Day(person, 22)}}T10:00:00Z","agent":[{"who":{{Reference("Practitioner/dr-a")}} }]}
            """);
    }
}
