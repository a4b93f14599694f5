namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 20 goes on: operations that gather what belongs together.</summary>
internal static class RecordProbes
{
    private static readonly string[] Patients =
        [.. Enumerable.Range(1, 10).Select(i => $"Patient/p{i}"), "Patient/nope"];

    private static readonly string[] Encounters =
        [.. InstanceProbes.Paths.Distinct().Where(path => path.StartsWith("Encounter/", StringComparison.Ordinal))];

    public static IEnumerable<Probe> All() =>
        [.. Everything(), .. LastObservations(), .. Documents(), .. Metas()];

    /// <summary>Probes that change labels, each with a look at what it left.</summary>
    public static IEnumerable<Probe> Writing()
    {
        foreach (var path in InstanceProbes.Paths.Distinct().Where((_, i) => i % 3 == 0))
        {
            yield return Relabel(path, "$meta-add");
            yield return Relabel(path + "/_history/1", "$meta-add");
            yield return Relabel(path, "$meta-delete");
            yield return new Probe(27, [
                new Call("POST", path + "/$expunge"), new Call("POST", path + "/_history/1/$expunge"),
                new Call("GET", path)]);
        }

        yield return new Probe(27, [
            new Call("POST", "$reindex"), new Call("POST", "Observation/$reindex?parameter=code"),
            new Call("POST", "Observation/$reindex?parameter=nothing")]);
    }

    private static IEnumerable<Probe> Everything()
    {
        foreach (var path in Patients.Concat(Encounters))
        {
            yield return Probe.Get(20, path + "/$everything");
            yield return Probe.Walk(20, path + "/$everything?_count=2");
            yield return Probe.Walk(20, path + "/$everything?_count=7&_type=Observation,Practitioner,Organization");
            yield return Probe.Get(20, path + "/$everything?_since=2026-03-01T08:02:00Z&_format=xml");
            yield return Probe.Get(20, path + "/$everything?start=2024-01-01&end=2025-06-30");
        }

        yield return Probe.Get(20, "Patient/$everything");
        foreach (var count in (int[])[1, 5, 50])
            yield return Probe.Walk(20, $"Patient/$everything?_count={count}");

        yield return Probe.Walk(20, "Patient/$everything?_type=Observation,Appointment,Group&_count=3");
        yield return Probe.Get(20, "Patient/$everything?start=2025-01-01");
    }

    private static IEnumerable<Probe> LastObservations()
    {
        foreach (var path in Patients)
        {
            yield return Probe.Get(20, $"Observation/$lastn?patient={path}");
            yield return Probe.Get(20, $"Observation/$lastn?max=3&subject={path}&_format=xml");
            yield return Probe.Get(20, $"Observation/$lastn?max=2&patient={path}&code=75622-1,718-7");
        }

        yield return Probe.Get(20, "Observation/$lastn?max=2&patient.birthdate=gt1900");
        yield return Probe.Get(20, "Observation/$lastn?subject:missing=false&max=100");
    }

    private static IEnumerable<Probe> Documents()
    {
        var compositions = InstanceProbes.Paths.Distinct()
            .Where(path => path.StartsWith("Composition/", StringComparison.Ordinal)).Append("Composition/nope");
        foreach (var path in compositions)
        {
            yield return Probe.Get(20, path + "/$document");
            yield return Probe.Get(20, $"Composition/$document?id={path}");
        }
    }

    private static IEnumerable<Probe> Metas()
    {
        foreach (var path in InstanceProbes.Paths.Distinct())
        {
            yield return Probe.Get(20, path + "/$meta");
            yield return Probe.Get(20, path + "/_history/1/$meta");
        }

        yield return Probe.Get(20, "$stats?rows=true");
        yield return Probe.Get(20, "$meta");
        foreach (var type in (string[])["Observation", "Patient", "Encounter", "Condition", "Practitioner"])
            yield return Probe.Get(20, type + "/$meta");
    }

    private static Probe Relabel(string path, string name) => new(27, [
        new Call("POST", $"{path}/{name}")
        {
            Headers = "Content-Type: application/fhir+json\r\n",
            Body = """
                {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"seen"}],
                "security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"HIV"}]} }]}
                """,
        },
        new Call("GET", path),
        new Call("GET", "Observation?_tag=seen&_total=accurate"),
    ]);
}
