using Havel.Fhir.Definitions;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Rows 10 to 14: whatever goes from one resource to another.</summary>
internal static class LinkProbes
{
    private const int ConditionsPerParameter = 2;

    private static readonly string[] Prefixes = ["gt", "lt", "ge", "ne"];

    private static readonly (string Code, string Unit, int[] Bounds)[] Bounds =
    [
        ("75622-1", "mmol/L", [0, 1, 3, 4, 5, 6, 9]),
        ("2339-0", "mg/dL", [0, 15, 85, 90, 95]),
    ];

    public static IEnumerable<Probe> All() =>
        [.. Reverse(), .. Bisection(), .. Chains(), .. Includes(), .. ReverseIncludes(), .. Iterated()];

    // Row 10: every parameter of every type that names a patient, seen from the patient.
    private static IEnumerable<Probe> Reverse()
    {
        foreach (var type in Harvest.Types)
        {
            if (Parameters.PatientOf(type) is not { } patient)
                continue;

            foreach (var parameter in Parameters.Of(type))
            {
                foreach (var condition in ParameterProbes.Conditions(type, parameter).Take(ConditionsPerParameter))
                    yield return Probe.Get(10, $"Patient?_has:{type}:{patient}:{condition}");
            }
        }

        yield return Probe.Get(10, "Patient?_has:Observation:patient:code=75622-1&_summary=count");
        yield return Probe.Walk(10, "Patient?_has:Observation:patient:code=75622-1,2339-0&_count=1");
        yield return Probe.Get(10, "Encounter?_has:Observation:encounter:code=75622-1");
        yield return Probe.Get(10, "Encounter?_has:Observation:encounter:code=2339-0");
        yield return Probe.Get(10, "Practitioner?_has:Encounter:participant:status=finished");
        yield return Probe.Get(10, "Organization?_has:Encounter:service-provider:class=EMER");
        yield return Probe.Get(10, "Medication?_has:MedicationRequest:medication:authoredon=2025-02-10");
        yield return Probe.Get(10, "Location?_has:Encounter:location:class=EMER");
        yield return Probe.Get(10, "Observation?_has:DiagnosticReport:result:code=75622-1");
        yield return Probe.Get(10, "Observation?_has:Provenance:target:agent=Practitioner/dr-b");
    }

    // Row 11: a value closed in on from outside.
    private static IEnumerable<Probe> Bisection()
    {
        foreach (var (code, unit, bounds) in Bounds)
        {
            foreach (var (bound, prefix) in bounds.SelectMany(bound => Prefixes.Select(prefix => (bound, prefix))))
            {
                yield return Probe.Get(11,
                    $"Patient?_has:Observation:patient:code-value-quantity=http://loinc.org|{code}${prefix}{bound}");
                yield return Probe.Get(11, $"Observation?code-value-quantity={code}${prefix}{bound}&_summary=count");
                yield return Probe.Get(11, $"Patient?_has:Observation:subject:value-quantity={prefix}{bound}||{unit}");
                yield return Probe.Get(11, $"Observation?code={code}&value-quantity={prefix}{bound}");
                yield return Probe.Get(11, $"DiagnosticReport?result.value-quantity={prefix}{bound}||{unit}");
            }
        }

        yield return Probe.Get(11, "Observation?combo-code-value-quantity=75622-1$gt1");
        yield return Probe.Get(11, "Observation?component-code-value-quantity=75622-1$gt1");
        yield return Probe.Get(11, "Observation?code-value-date=75622-1$2025");
        yield return Probe.Get(11, "Observation?code-value-concept=75622-1$44054006");
    }

    // Row 12: one hop over every reference to every type it may point to.
    private static IEnumerable<Probe> Chains()
    {
        var turn = 0;
        foreach (var type in Harvest.Types)
        {
            foreach (var reference in Parameters.ReferencesOf(type))
            {
                foreach (var target in Harvest.Types.Where(target => reference.Targets.Contains(target)))
                {
                    // Every link with one question, in turn; the links between what is hidden with each of them.
                    var hops = Hops(target);
                    var isAll = type is "Observation" or "DiagnosticReport" or "Appointment";
                    var few = isAll ? hops : [hops[turn++ % hops.Count]];
                    foreach (var condition in few)
                        yield return Probe.Get(12, $"{type}?{reference.Code}:{target}.{condition}");
                }
            }
        }

        yield return Probe.Get(12, "DiagnosticReport?result.code=75622-1");
        yield return Probe.Get(12, "DiagnosticReport?result.code=75622-1&_summary=count");
        yield return Probe.Walk(12, "Observation?subject:Patient.name=Verborgen&_count=2");
        yield return Probe.Get(12, "Observation?focus:Patient.name=Verborgen");
        yield return Probe.Get(12, "Observation?focus:Patient.gender:not=male");
        yield return Probe.Get(12, "Observation?patient.identifier=mrn|79");
    }

    private static IReadOnlyList<string> Hops(string target) => target switch
    {
        "Patient" => ["name=Verborgen", "family=Müller", "identifier=mrn|79", "gender=female", "_id=p9",
        "birthdate=lt1960"],
        "Observation" => ["code=75622-1", "_id=h1", "status=final"],
        "Encounter" => ["class=EMER", "_id=h-enc", "identifier=visit|h-enc"],
        _ => [.. Parameters.Of(target)
            .Where(parameter => parameter.Kind
                is SearchParameterKind.Token or SearchParameterKind.String or SearchParameterKind.Date)
            .SelectMany(parameter => ParameterProbes.Conditions(target, parameter).Take(1))
            .Take(ConditionsPerParameter)
            .DefaultIfEmpty("_lastUpdated=ge2026")],
    };

    // Row 13.
    private static IEnumerable<Probe> Includes()
    {
        foreach (var type in Harvest.Types)
        {
            foreach (var reference in Parameters.ReferencesOf(type))
                yield return Probe.Get(13, $"{type}?_include={type}:{reference.Code}&_count=20");

            yield return Probe.Walk(13, $"{type}?_include={type}:*&_count=7");
        }

        yield return Probe.Get(13, "DiagnosticReport?_id=rep-p1&_include=DiagnosticReport:result");
        yield return Probe.Get(
            13, "DiagnosticReport?_id=rep-p1&_include=DiagnosticReport:result:Observation&_total=accurate");
        yield return Probe.Get(
            13, "Observation?_id=obs-p1-1&_include=Observation:encounter&_include=Observation:specimen");
        yield return Probe.Get(
            13, "Observation?_id=obs-p1-2&_include=Observation:has-member&_include=Observation:focus");
        yield return Probe.Get(13, "List?_include=List:item");
    }

    // Row 14, backwards: everything that points to a type.
    private static IEnumerable<Probe> ReverseIncludes()
    {
        foreach (var target in Harvest.Types)
        {
            foreach (var type in Harvest.Types)
            {
                foreach (var reference in Parameters.ReferencesOf(type).Where(one => one.Targets.Contains(target)))
                    yield return Probe.Get(14, $"{target}?_revinclude={type}:{reference.Code}&_count=30");
            }
        }

        yield return Probe.Get(14, "Patient?_id=p1&_revinclude=Provenance:target&_include:iterate=*");
        yield return Probe.Get(14, "Patient?_id=p1&_revinclude=*");
        yield return Probe.Walk(14, "Patient?_revinclude=*&_count=3");
        yield return Probe.Get(
            14, "Patient?_revinclude=Group:member&_revinclude=Appointment:actor&_revinclude=Appointment:patient");
        yield return Probe.Get(14, "Practitioner?_revinclude=*");
        yield return Probe.Get(14, "Organization?_revinclude=*");
    }

    // Row 14, on and on.
    private static IEnumerable<Probe> Iterated()
    {
        foreach (var type in Harvest.Types)
            yield return Probe.Get(14, $"{type}?_include:iterate=*&_count=10");

        yield return Probe.Get(14, "Organization?_id=hosp-a&_revinclude:iterate=Organization:partof");
        yield return Probe.Get(14, "Observation?_id=obs-p1-2&_include:iterate=Observation:has-member");
        yield return Probe.Get(14, "Observation?_id=obs-p1-4&_include:iterate=Observation:derived-from");
        yield return Probe.Get(14,
            "DiagnosticReport?_id=rep-p1&_include=DiagnosticReport:result&_include:iterate=Observation:encounter");
        yield return Probe.Get(14,
            "Patient?_id=p1&_revinclude=Observation:subject&_revinclude:iterate=Provenance:target&_total=accurate");
    }
}
