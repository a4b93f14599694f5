namespace Havel.Store.Tests;

/// <summary>Small resources in JSON.</summary>
internal static class Sample
{
    public static string Patient(string id, string family = "Novak") =>
        $$"""{"resourceType":"Patient","id":"{{id}}","name":[{"family":"{{family}}"}],"birthDate":"1980-02-03"}""";

    public static string Observation(
        string id, string patient, string code = "718-7", int value = 12, string label = "") =>
        $$$"""
        {"resourceType":"Observation","id":"{{{id}}}"{{{Meta(label)}}},"status":"final",
         "code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]},
         "subject":{"reference":"Patient/{{{patient}}}"},"effectiveDateTime":"2024-05-06T07:08:09Z",
         "valueQuantity":{"value":{{{value}}},"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"}}
        """;

    /// <summary>An active Consent that denies everybody what bears a confidentiality label.</summary>
    public static string DenyLabel(string id, string patient, string label, string status = "active") =>
        Consent(id, patient, status, $$"""
            "securityLabel":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"{{label}}"}]
            """);

    /// <summary>An active Consent that denies everybody everything.</summary>
    public static string DenyAll(string id, string patient, string status = "active") =>
        Consent(id, patient, status, """
            "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}]
            """);

    public static string Organization(string id) =>
        $$"""{"resourceType":"Organization","id":"{{id}}","name":"Clinic {{id}}"}""";

    public static string Provenance(string id, params string[] targets)
    {
        var references = string.Join(',', targets.Select(target => $"{{\"reference\":\"{target}\"}}"));
        return $$"""
            {"resourceType":"Provenance","id":"{{id}}","recorded":"2024-05-06T07:08:09Z",
             "target":[{{references}}],"agent":[{"who":{"reference":"Organization/o1"} }]}
            """;
    }

    private static string Consent(string id, string patient, string status, string criteria) =>
        $$$"""
        {"resourceType":"Consent","id":"{{{id}}}","status":"{{{status}}}",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"Patient/{{{patient}}}"},"policyRule":{"coding":[{"code":"OPTIN"}]},
         "provision":{"provision":[{"type":"deny",{{{criteria}}}}]}}
        """;

    private static string Meta(string label) => label.Length == 0 ? string.Empty :
        $$""","meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"{{label}}"}]}""";
}
