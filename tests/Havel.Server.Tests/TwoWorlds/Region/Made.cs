namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>The parts that made-up records are put together from. All codes are real, all people and readings are
/// not.</summary>
internal static class Made
{
    public const string Loinc = "http://loinc.org";
    public const string Snomed = "http://snomed.info/sct";
    public const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    public const string Confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    /// <summary>The member <c>meta</c> with the label "restricted", and a comma.</summary>
    public const string Restricted =
        $$"""
        "meta":{"security":[{"system":"{{Confidentiality}}","code":"R"}],"tag":[{"system":"urn:tag","code":"special"}]},
        """;

    /// <summary>The member <c>meta</c> with a profile and a tag and no label, and a comma.</summary>
    public const string Tagged =
        """
        "meta":{"profile":["http://example.org/StructureDefinition/routine"],"tag":[{"system":"urn:tag",
        "code":"routine"}]},
        """;

    public static string Concept(string system, string code, string display) =>
        $$"""{"coding":[{"system":"{{system}}","code":"{{code}}","display":"{{display}}"}],"text":"{{display}}"}""";

    public static string Reference(string target) => $$"""{"reference":"{{target}}"}""";

    public static string Quantity(string value, string unit) =>
        $$"""{"value":{{value}},"unit":"{{unit}}","system":"http://unitsofmeasure.org","code":"{{unit}}"}""";

    public static string Identifier(string system, string value) =>
        $$"""[{"system":"{{system}}","value":"{{value}}"}]""";

    /// <summary>The beginning of every resource, up to a comma.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="id">Its id.</param>
    /// <param name="meta"><see cref="Restricted"/>, <see cref="Tagged"/> or nothing.</param>
    public static string Head(string type, string id, string meta = "") =>
        $"{{\"resourceType\":\"{type}\",\"id\":\"{id}\",{meta.Trim()}";

    /// <summary>An Observation with a quantity.</summary>
    /// <param name="id">Its id; also its laboratory number.</param>
    /// <param name="patient">The patient's id.</param>
    /// <param name="test">What is measured.</param>
    /// <param name="value">The digits.</param>
    /// <param name="date">When.</param>
    /// <param name="meta">As for <see cref="Head"/>.</param>
    /// <param name="more">Further members, each with a comma before it.</param>
    public static string Observation(
        string id, string patient, LabTest test, string value, string date, string meta = "", string more = "") =>
        Head("Observation", id, meta)
        + $$"""
        "identifier":{{Identifier("lab", id)}},"status":"final",
        "category":[{{Concept(Terminology + "observation-category", "laboratory", "Laboratory")}}],
        "code":{{Concept(Loinc, test.Code, test.Name)}},
        "subject":{{Reference("Patient/" + patient)}},
        "effectiveDateTime":"{{date}}",
        "valueQuantity":{{Quantity(value, test.Unit)}}{{more}} }
        """;
}
