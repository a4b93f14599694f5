using static Havel.Server.Tests.TwoWorlds.Region.Made;

namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>The records h that are hidden from every requester of the suite, and the versions that are. The unseen
/// patient's own records come from <see cref="Care"/>.</summary>
internal static class HiddenRecords
{
    /// <summary>Written before the Consents that hide them: re-guarding must catch them.</summary>
    public static IEnumerable<Step> Early()
    {
        yield return Whole("Observation", "h1", Observation(
            "h1", "p1", LabTest.Hiv, "4.2", "2025-02-06", Restricted,
            $",\"encounter\":{Reference("Encounter/h-enc")}"));
        yield return Whole("Encounter", "h-enc", Head("Encounter", "h-enc", Restricted) + $$"""
            "identifier":{{Identifier("visit", "h-enc")}},
            "status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"EMER"},
            "subject":{{Reference("Patient/p1")}},"serviceProvider":{{Reference("Organization/hosp-b")}},
            "period":{"start":"2025-02-06T01:00:00Z","end":"2025-02-06T05:00:00Z"},
            "location":[{"location":{{Reference("Location/loc-2")}} }]}
            """);
        yield return Whole("Specimen", "h-spec", Head("Specimen", "h-spec", Restricted) + $$"""
            "status":"available","type":{{Concept(Snomed, "119297000", "Blood specimen")}},
            "subject":{{Reference("Patient/p1")}} }
            """);

        // Its first version was open, the second is not: then the whole resource is hidden.
        yield return Whole("Observation", "h2", Observation("h2", "p1", LabTest.Hiv, "5.0", "2025-02-07"));
        yield return Whole("Observation", "h3", Observation("h3", "p1", LabTest.Hiv, "6.5", "2025-02-08", Restricted));
    }

    /// <summary>Written after the Consents.</summary>
    public static IEnumerable<Step> Late() => [.. Resources(), .. Versions(), .. OfSeveral()];

    private static Step Whole(string type, string id, string? body, params string[] owners) => new(type, id, body)
    {
        Owners = owners.Length == 0 ? ["p1"] : owners,
        Hidden = HiddenKind.Resource,
    };

    private static IEnumerable<Step> Resources()
    {
        yield return Whole("Observation", "h2", Observation("h2", "p1", LabTest.Hiv, "5.1", "2025-02-07", Restricted));
        yield return Whole("Observation", "h3", null);
        yield return Whole(
            "Observation", "h4", Observation("h4", "p2", LabTest.Hiv, "0.9", "2025-03-20", Restricted), "p2");
        yield return Whole(
            "Observation", "h4", Observation("h4", "p2", LabTest.Hiv, "1.1", "2025-03-21", Restricted), "p2");
        yield return Whole("ServiceRequest", "h-order", Head("ServiceRequest", "h-order", Restricted) + $$"""
            "status":"active","intent":"order","code":{{Concept(Loinc, "75622-1", "HIV 1 and 2 tests")}},
            "subject":{{Reference("Patient/p1")}},"authoredOn":"2025-02-05"}
            """);
        yield return Whole("DiagnosticReport", "h-rep", Head("DiagnosticReport", "h-rep", Restricted) + $$"""
            "status":"final","code":{{Concept(Loinc, "75622-1", "HIV 1 and 2 tests")}},
            "subject":{{Reference("Patient/p1")}},
            "effectiveDateTime":"2025-02-09",
            "result":[{{Reference("Observation/h1")}},{{Reference("Observation/obs-p1-1")}}]}
            """);
        yield return Whole("MedicationRequest", "h-drug", Head("MedicationRequest", "h-drug", Restricted) + $$"""
            "contained":[{"resourceType":"Medication","id":"m",
            "code":{{Concept("http://www.whocc.no/atc", "J05AR10", "x")}} }],
            "status":"active","intent":"order","medicationReference":{{Reference("Medication/med-1")}},
            "subject":{{Reference("Patient/p1")}},"authoredOn":"2025-02-10",
            "encounter":{{Reference("Encounter/enc-p1-1")}} }
            """);
        yield return Whole("Binary", "h-bin", Head("Binary", "h-bin", Restricted) + $$"""
            "contentType":"text/plain","securityContext":{{Reference("Patient/p1")}},"data":"R2VoZWlt"}
            """);
        yield return Whole("DocumentReference", "h-doc", Head("DocumentReference", "h-doc", Restricted) + $$"""
            "status":"current","type":{{Concept(Loinc, "18842-5", "Discharge summary")}},
            "subject":{{Reference("Patient/p1")}},
            "date":"2025-02-11T10:00:00Z","content":[{"attachment":{"contentType":"text/plain","url":"Binary/h-bin"} }]}
            """);
        yield return Whole("Provenance", "h-prov", Head("Provenance", "h-prov", Restricted) + $$"""
            "target":[{{Reference("Observation/h1")}},{{Reference("Observation/obs-p1-2")}}],
            "recorded":"2025-02-11T10:00:00Z","agent":[{"who":{{Reference("Practitioner/dr-b")}} }]}
            """);

        // A Consent that touches nobody here: it moves the policy's version and the guards, and must not show even so.
        yield return Whole("Consent", "h-consent", Consents.Body("h-consent", "p1", Consents.Privacy, $$"""
            "provision":[{"type":"deny","actor":[{{Consents.Actor("Organization/hosp-z")}}],
            "securityLabel":[{"system":"{{Confidentiality}}","code":"V"}]}]
            """));
    }

    private static IEnumerable<Step> Versions()
    {
        // The middle version is hidden.
        yield return Shown("hv1", Observation("hv1", "p1", LabTest.Glucose, "90", "2025-04-01"));
        yield return Old(
            "hv1",
            Observation("hv1", "p1", LabTest.Hiv, "7.7", "2025-04-01", Restricted),
            Observation("hv1", "p1", LabTest.Weight, "1234.5", "2024-12-24", Restricted,
                ",\"note\":[{\"text\":\"anders\"}]"));
        yield return Shown("hv1", Observation("hv1", "p1", LabTest.Glucose, "92", "2025-04-01"));

        // The first version is hidden; in one world it even was another patient's.
        yield return Old(
            "hv2",
            Observation("hv2", "p9", LabTest.Hiv, "8.8", "2025-04-02"),
            Observation("hv2", "p1", LabTest.Systolic, "88", "2025-04-03", Restricted)) with
        {
            Hidden = HiddenKind.Version | HiddenKind.Patient,
        };
        yield return Shown("hv2", Observation("hv2", "p1", LabTest.Systolic, "120", "2025-04-02"));

        // Hidden, deleted, and written anew.
        yield return Old(
            "hv3",
            Observation("hv3", "p1", LabTest.Hiv, "9.9", "2025-04-04", Restricted),
            Observation("hv3", "p1", LabTest.Weight, "9", "2025-04-05", Restricted));
        yield return Shown("hv3", null);
        yield return Shown("hv3", Observation("hv3", "p1", LabTest.Weight, "71", "2025-04-04"));

        // Shown, then deleted: 410 for those who could see it.
        yield return Shown("gone-1", Observation("gone-1", "p1", LabTest.Weight, "70", "2025-04-06"));
        yield return Shown("gone-1", null);
    }

    private static Step Shown(string id, string? body) => new("Observation", id, body) { Owners = ["p1"] };

    private static Step Old(string id, string body, string other) => new("Observation", id, body)
    {
        Owners = ["p1"],
        Hidden = HiddenKind.Version,
        Other = other,
    };

    private static IEnumerable<Step> OfSeveral()
    {
        // Patient 9 says no (or nothing where silence is a no), whatever patients 4 and 8 say.
        yield return Several("Appointment", "hs-app-89", Appointment("hs-app-89", "p8", "p9"), "p8", "p9");
        yield return Several("Group", "hs-group", Head("Group", "hs-group") + $$"""
            "type":"person","actual":true,"name":"Selbsthilfe","member":[{"entity":{{Reference("Patient/p4")}} },
            {"entity":{{Reference("Patient/p8")}} },{"entity":{{Reference("Patient/p9")}} }]}
            """, "p4", "p8", "p9");
        yield return Several("Provenance", "hs-prov", Head("Provenance", "hs-prov") + $$"""
            "target":[{{Reference("Observation/obs-p8-1")}},{{Reference("Observation/obs-p9-1")}}],
            "recorded":"2025-09-22T10:00:00Z","agent":[{"who":{{Reference("Practitioner/dr-b")}} }]}
            """, "p8", "p9");

        // Restricted, and both owners deny what is; the second names the first.
        yield return Several(
            "Appointment", "hs-app-510", Appointment("hs-app-510", "p5", "p10", Restricted), "p5", "p10");
        yield return Several("Appointment", "hs-app-12", Appointment("hs-app-12", "p1", "p2", Restricted), "p1", "p2");

        // Open appointments of two, between and after the hidden ones.
        yield return Shared("Appointment", "app-58", Appointment("app-58", "p5", "p8"), "p5", "p8");
        yield return Shared("Appointment", "app-12", Appointment("app-12", "p1", "p2"), "p1", "p2");
        yield return Shared("Appointment", "app-110", Appointment("app-110", "p1", "p10"), "p1", "p10");
        yield return Shared("Group", "group-18", Head("Group", "group-18") + $$"""
            "type":"person","actual":true,
            "member":[{"entity":{{Reference("Patient/p1")}} },{"entity":{{Reference("Patient/p8")}} }]}
            """, "p1", "p8");
    }

    private static Step Several(string type, string id, string body, params string[] owners) =>
        Shared(type, id, body, owners) with
        {
            Hidden = HiddenKind.Several | (owners.Contains(Person.Unseen) ? HiddenKind.Patient : HiddenKind.None),
        };

    private static Step Shared(string type, string id, string body, params string[] owners) =>
        new(type, id, body) { Owners = owners };

    private static string Appointment(string id, string one, string other, string meta = "") =>
        Head("Appointment", id, meta) + $$"""
        "identifier":{{Identifier("slot", id)}},"status":"booked","start":"2026-01-08T09:00:00Z",
        "end":"2026-01-08T10:00:00Z",
        "participant":[{"actor":{{Reference("Patient/" + one)}},"status":"accepted"},
        {"actor":{{Reference("Patient/" + other)}},"status":"accepted"},
        {"actor":{{Reference("Practitioner/dr-b")}},"status":"accepted"}]}
        """;
}
