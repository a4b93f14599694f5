namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Searches by filters, lists and several types at once, and chains of several references: each reference on
/// the way meets the grant.</summary>
internal static class QueryProbes
{
    private static readonly string[] Filters =
    [
        "Observation?_filter=code eq 75622-1", "Observation?_filter=code ne 75622-1",
        "Observation?_filter=not (code eq 75622-1)", "Patient?_filter=family co \"erbor\"",
        "Patient?_filter=family ne Verborgen", "Patient?_filter=_has:Observation:patient:code eq 75622-1",
        "Patient?_filter=not (_has:Observation:patient:code eq 75622-1)",
        "Patient?_filter=_has:Observation:patient:code eq 2339-0 and not (_has:Observation:patient:code eq 75622-1)",
        "Observation?_filter=subject.family co \"erbor\" or code eq 75622-1",
        "Observation?_filter=subject[gender eq female].birthdate lt 1980",
        "DiagnosticReport?_filter=result[code eq 75622-1].subject pr true",
        "DiagnosticReport?_filter=result.value-quantity gt 3 and not (result.code eq 75622-1)",
        "Encounter?_filter=class eq EMER or _has:Observation:encounter:code eq 75622-1",
        "Appointment?_filter=actor re Patient/p9 or actor ne Patient/p9",
        "?_type=Patient,Practitioner&_filter=family co \"e\"", "Observation?_filter=date po 2025-02",
    ];

    private static readonly string[] Chains =
    [
        "DiagnosticReport?result.subject:Patient.name=Verborgen", "DiagnosticReport?result.encounter.class=EMER",
        "Observation?encounter.service-provider.name=a", "Observation?subject:Patient.organization.name=a",
        "Patient?_has:Observation:patient:_has:DiagnosticReport:result:status=final",
        "Patient?_has:Observation:patient:encounter.class=EMER",
        "Organization?_has:Patient:organization:_has:Observation:patient:code=75622-1",
        "Practitioner?_has:Encounter:participant:_has:Observation:encounter:code=75622-1",
        "Organization?_has:Encounter:service-provider:subject:Patient.name=Verborgen",
        "Observation?subject:Patient._has:Observation:patient:code=75622-1",
        "Encounter?subject:Patient._has:Appointment:actor:status=booked",
        "Provenance?target:Observation.subject:Patient.name=Verborgen",
    ];

    private static readonly string[] Several =
    [
        "?_type=Observation,Encounter&subject=Patient/p9", "?_type=Observation,Condition&code=75622-1",
        "?_type=Patient,Practitioner&family=Verborgen", "?_type=Observation,Condition&code:not=75622-1",
        "?_type=Observation,Encounter&subject:Patient.name=Verborgen", "?_lastUpdated=ge2026",
        "?_type=Observation,Encounter,Patient&identifier:missing=true",
    ];

    private static readonly string[] Values =
    [
        "Observation?code:text=a", "Observation?code:text=glu", "Condition?code:text=e", "Encounter?type:text=a",
        "Patient?_has:Observation:patient:code:text=a", "DiagnosticReport?result.code:text=a",
        "Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|79",
        "Patient?identifier:text=m", "Observation?value-quantity=gt0.001|http://unitsofmeasure.org|mol/L",
        "Observation?value-quantity=lt2|http://unitsofmeasure.org|g/L",
        "Patient?_has:Observation:patient:value-quantity=gt0.003|http://unitsofmeasure.org|mol/L",
        "DiagnosticReport?result.value-quantity=gt0.003|http://unitsofmeasure.org|mol/L",
        "Observation?code-value-quantity=75622-1$gt0.001|http://unitsofmeasure.org|mol/L",
        "Patient?_summary=true", "Observation?_elements=code&code=75622-1", "Observation?_summary=text",
        "DiagnosticReport?_elements=result&_include=DiagnosticReport:result",
    ];

    private static readonly string[] Lists =
    [
        "Observation?_list=h-list", "Patient?_list=list-1,list-p1,nope", "?_type=Observation,Patient&_list=list-p1",
        "Condition?_list=$current-problems", "MedicationRequest?_list=$current-medications",
        "AllergyIntolerance?_list=$current-allergies", "DiagnosticReport?result._list=h-list",
    ];

    /// <summary>By distance, of places and of what happened there.</summary>
    private static readonly string[] Near =
    [
        "Location?near=52.52|13.405|100|km&_sort=near", "Location?near=52.52|13.405|2|[mi_us]",
        "Encounter?location.near=52.52|13.405|100|km", "Patient?_has:Encounter:patient:location.near=52.52|13.405",
        "Organization?_has:Location:organization:near=52.52|13.405|5",
        "Location?_has:Encounter:location:subject:Patient.name=Verborgen&near=52.52|13.405",
    ];

    /// <summary>What others contain; what contains it decides who sees it.</summary>
    private static readonly string[] Contained =
    [
        "Medication?_contained=true", "Medication?_contained=both&_containedType=contained",
        "Medication?_contained=true&code=J05AR10", "Medication?_contained=true&_containedType=contained&code:not=x",
        "Observation?_contained=true", "Observation?_contained=both&code=75622-1", "Practitioner?_contained=true",
    ];

    private static readonly string[] Endings = ["", "&_summary=count", "&_total=accurate&_count=3", "&_count=2"];

    public static IEnumerable<Probe> All() =>
    [
        .. Turned(7, Filters), .. Turned(12, Chains), .. Turned(8, Several),
        .. Turned(10, Lists.Concat(HistoryLists())),
        .. Turned(7, Values), .. Turned(12, Near), .. Turned(22, Contained),
    ];

    /// <summary>Every list there is in some world, asked for what it may name.</summary>
    private static IEnumerable<string> HistoryLists() =>
        InstanceProbes.Paths.Where(path => path.StartsWith("List/", StringComparison.Ordinal))
            .SelectMany(path => (string[])[$"Observation?_list={path}", $"Patient?_list={path["List/".Length..]}"]);

    private static IEnumerable<Probe> Turned(int row, IEnumerable<string> targets) =>
        targets.SelectMany((target, turn) => (Probe[])
        [
            Probe.Get(row, Escaped(target)),
            Ended(row, Escaped(target), Endings[1 + (turn % (Endings.Length - 1))]),
        ]);

    private static Probe Ended(int row, string target, string ending) =>
        ending.Contains("_count=", StringComparison.Ordinal)
            ? Probe.Walk(row, target + ending)
            : Probe.Get(row, target + ending);

    private static string Escaped(string target) => target.Replace(" ", "%20", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);
}
