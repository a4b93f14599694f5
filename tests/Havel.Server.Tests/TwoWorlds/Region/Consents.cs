using static Havel.Server.Tests.TwoWorlds.Region.Made;

namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>What the patients said. Each requester of the suite is shut out from the same records, each by another
/// rule: the hospital by name, the researcher and the payer's clerk by purpose, the stranger by silence, the other
/// patient by not being an owner. The clinician of hosp-b is shut out from nothing.</summary>
internal static class Consents
{
    public const string Privacy = "patient-privacy";
    private const string ActReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private const string Scope = "http://terminology.hl7.org/CodeSystem/consentscope";
    private const string ResourceTypes = "http://hl7.org/fhir/resource-types";

    private static readonly string[] Billed =
        [
            "Patient", "Encounter", "Observation", "Procedure", "Condition", "Appointment", "DiagnosticReport",
            "Provenance",
        ];

    /// <summary>Said before the late hidden records are written.</summary>
    public static IEnumerable<Step> Steps()
    {
        foreach (var id in (string[])["p1", "p2", "p4", "p6", "p8", "p10"])
        {
            yield return Say("research-" + id, id, "research", $$"""
                "purpose":[{{Purpose("HRESCH")}}],"type":"permit","provision":[{{Label("deny", "R")}}]
                """);
        }

        foreach (var id in (string[])["p1", "p2", "p8", "p10"])
            yield return Say("billing-" + id, id, Privacy, Billing(id));

        foreach (var id in (string[])["p1", "p2", "p5", "p8", "p10"])
            yield return Say("base-" + id, id, Privacy, Base(id));

        yield return SayPolicy("optin-p4", "p4", "OPTIN");
        yield return Say("only-c-p6", "p6", Privacy, $$"""
            "provision":[{{Actors("deny", "Organization/hosp-a")}},{{Actors("permit", "Organization/hosp-c")}}]
            """);
        yield return Say("unseen-p9", Person.Unseen, Privacy, $$"""
            "provision":[{{Actors("deny", "Organization/hosp-a")}},{{Actors("permit", "Organization/hosp-b")}}]
            """);

        // Patient 7 shut everybody out and thought better of it; since then Klinik Chamisso may see them.
        yield return Say("was-p7", "p7", Privacy, "\"type\":\"deny\"");
        yield return Say("was-p7", "p7", Privacy, "\"type\":\"deny\"", "inactive");
        yield return Say("now-p7", "p7", Privacy, $"\"provision\":[{Actors("permit", "Organization/hosp-c")}]");

        // The permitted clinician needs a word where silence is a no.
        foreach (var id in (string[])["p3", "p6", "p7"])
        {
            yield return Say("birke-" + id, id, Privacy, $"\"provision\":[{Actors("permit", "Organization/hosp-b")}]");
        }
    }

    /// <summary>A Consent's bytes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="patient">Whose.</param>
    /// <param name="scope">patient-privacy, treatment or research.</param>
    /// <param name="provision">The members of the root provision.</param>
    /// <param name="status">active or inactive.</param>
    public static string Body(string id, string patient, string scope, string provision, string status = "active") =>
        Head("Consent", id) + $$"""
        "status":"{{status}}","scope":{{Concept(Scope, scope, scope)}},
        "category":[{{Concept("http://loinc.org", "59284-0", "Consent Document")}}],
        "patient":{{Reference("Patient/" + patient)}},"dateTime":"2025-01-01",
        "organization":[{{Reference("Organization/hosp-z")}}],
        "policy":[{"uri":"http://example.org/policy"}],
        "provision":{ {{provision}} } }
        """;

    /// <summary>One actor who receives.</summary>
    public static string Actor(string reference) => $$"""
        {"role":{{Concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", "recipient")}},
        "reference":{{Reference(reference)}} }
        """;

    /// <summary>A provision for named actors, without further criteria.</summary>
    public static string Actors(string type, params string[] references) =>
        $$"""{"type":"{{type}}","actor":[{{string.Join(',', references.Select(Actor))}}]}""";

    public static string Purpose(string code) => $$"""{"system":"{{ActReason}}","code":"{{code}}"}""";

    private static string Label(string type, string label, string more = "") =>
        $$"""{"type":"{{type}}","securityLabel":[{"system":"{{Confidentiality}}","code":"{{label}}"}]{{more}} }""";

    private static string Class(string type) => $$"""{"system":"{{ResourceTypes}}","code":"{{type}}"}""";

    private static string Base(string patient)
    {
        var shutOut = string.Join(',', Actor("Organization/hosp-a"), Actor("Organization/hosp-c"));
        var denies = new List<string> { Label("deny", "R", $",\"actor\":[{shutOut}]") };
        if (patient is "p2")
            denies.Add($$"""{"type":"deny","class":[{{Class("Condition")}}],"actor":[{{shutOut}}]}""");

        if (patient is "p10")
            denies.Add(Label("deny", "R", $",\"actor\":[{Actor("Patient/p5")}]"));

        return $"\"type\":\"permit\",\"provision\":[{string.Join(',', denies)}]";
    }

    private static string Billing(string patient)
    {
        var denies = new List<string>
        {
            Label("deny", "R", $",\"purpose\":[{Purpose("HRESCH")},{Purpose("HPAYMT")}]"),
            $$"""
            {"type":"permit","purpose":[{{Purpose("HPAYMT")}}],"class":[{{string.Join(',', Billed.Select(Class))}}]}
            """,
        };
        if (patient is "p2")
        {
            denies.Add($$"""
                {"type":"deny","purpose":[{{Purpose("HRESCH")}},{{Purpose("HPAYMT")}}],"class":[{{Class("Condition")}}]}
                """);
        }

        return $"\"provision\":[{string.Join(',', denies)}]";
    }

    private static Step Say(string id, string patient, string scope, string provision, string status = "active") =>
        new("Consent", id, Body(id, patient, scope, provision, status))
        {
            Owners = [patient],
            Hidden = patient is Person.Unseen ? HiddenKind.Patient : HiddenKind.None,
        };

    private static Step SayPolicy(string id, string patient, string rule) => new(
        "Consent", id, Head("Consent", id) + $$"""
        "status":"active","scope":{{Concept(Scope, Privacy, Privacy)}},
        "category":[{{Concept("http://loinc.org", "59284-0", "Consent Document")}}],
        "patient":{{Reference("Patient/" + patient)}},"dateTime":"2025-01-01",
        "policyRule":{{Concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", rule, rule)}} }
        """)
    {
        Owners = [patient],
    };
}
