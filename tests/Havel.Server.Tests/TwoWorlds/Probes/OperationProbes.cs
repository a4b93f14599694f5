namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 20: operations, each at each of its levels; <see cref="OperationCoverTests"/> asks for them.</summary>
internal static class OperationProbes
{
    public static IEnumerable<Probe> All() => [.. FhirPaths(), .. Snapshots(), .. Validations(), .. RecordProbes.All()];

    /// <summary>An expression on a stored resource, and one that resolves its way to another.</summary>
    private static IEnumerable<Probe> FhirPaths()
    {
        foreach (var path in InstanceProbes.Paths.Distinct())
        {
            yield return Probe.Get(20, $"$fhirpath?expression=$this&resource={path}");
            yield return Evaluate("""Basic.subject.resolve() | Basic.subject.resolve().descendants().count()""", path);
        }

        yield return Evaluate("descendants().where(reference.exists()).resolve().id", "Patient/p1");
        yield return Probe.Get(20, "$fhirpath?expression=1%2B1");
        yield return Probe.Get(20, "$fhirpath?expression=descendants().resolve()&resource=Observation/obs-p1-2");
        yield return Probe.Get(20, "$fhirpath?expression=descendants().resolve().id&resource=DiagnosticReport/rep-p1");
    }

    /// <summary>A stored resource, and a sent one whose reference leads to a stored one.</summary>
    private static IEnumerable<Probe> Validations()
    {
        const string VitalSigns = "http://hl7.org/fhir/StructureDefinition/vitalsigns";
        foreach (var path in InstanceProbes.Paths.Distinct())
        {
            yield return Probe.Get(20, path + "/$validate");
            yield return Probe.Get(20, path + "/$validate?mode=delete");
            yield return new Probe(20, [new Call("POST", $"Observation/$validate?profile={VitalSigns}")
            {
                Headers = "Content-Type: application/fhir+json\r\n",
                Body = $$"""
                    {"resourceType":"Observation","status":"final","code":{"text":"x"},
                    "subject":{"reference":"{{path}}"},"hasMember":[{"reference":"{{path}}"}]}
                    """,
            }]);
        }

        yield return Probe.Get(20, $"Observation/obs-p1-2/$validate?profile={VitalSigns}");
        yield return Probe.Get(20, $"Observation/h1/$validate?profile={VitalSigns}&_format=xml");
    }

    private static Probe Evaluate(string expression, string subject) => new(20, [new Call("POST", "$fhirpath")
    {
        Headers = "Content-Type: application/fhir+json\r\n",
        Body = $$"""
            {"resourceType":"Parameters","parameter":[{"name":"expression","valueString":"{{expression}}"},
            {"name":"resource","resource":{"resourceType":"Basic","code":{"text":"x"},
            "subject":{"reference":"{{subject}}"} } }]}
            """,
    }]);

    private static IEnumerable<Probe> Snapshots()
    {
        yield return Probe.Get(
            20, "StructureDefinition/$snapshot?url=http://hl7.org/fhir/StructureDefinition/Patient");
        yield return Probe.Get(20, "StructureDefinition/p1/$snapshot");
    }
}
