namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 21: batches and transactions that only read.</summary>
internal static class BundleProbes
{
    private const int PathsPerBundle = 4;

    private static readonly string[] Searches =
    [
        "Observation?code=75622-1", "Observation?code=75622-1&_summary=count",
        "Patient?_has:Observation:patient:code=75622-1",
        "Patient?name=Verborgen", "Appointment?_total=accurate", "Patient?_id=p1&_revinclude=*", "Observation?_count=2",
        "DiagnosticReport?result.code=75622-1", "Observation/hv1/_history", "_history?_count=5",
        "Patient/p1/Observation",
    ];

    public static IEnumerable<Probe> All()
    {
        foreach (var kind in (string[])["batch", "transaction"])
        {
            foreach (var paths in InstanceProbes.Paths.Distinct().Chunk(PathsPerBundle))
                yield return Send(kind, paths);

            foreach (var search in Searches)
            {
                yield return Send(kind, [search]);
                yield return Send(kind, ["Organization/hosp-a", search, "Observation/h1"]);
            }

            yield return Send(
                kind, ["Organization/hosp-a", "Observation/hv1/_history/2", "Observation/hv2/_history/1"]);
            yield return Send(kind, ["Observation/h1", "Observation/nope"]);
            yield return InXml(kind, ["Observation/h1", "Patient/p9", "Observation/nope", "Observation?code=75622-1"]);
            yield return Send(kind, Searches);
        }

        yield return new Probe(21,
        [
            Bundle("batch", """{"request":{"method":"GET","url":"Observation/h1","ifNoneMatch":"W/\"1\""}}"""),
            Bundle("batch", """{"request":{"method":"GET","url":"Patient/p9","ifNoneMatch":"W/\"1\""}}"""),
            Bundle("batch", """{"request":{"method":"HEAD","url":"Patient/p9"}}"""),
        ]);
    }

    /// <summary>A bundle request out of finished entries.</summary>
    public static Call Bundle(string kind, params IEnumerable<string> entries) => new("POST", "")
    {
        Headers = "Content-Type: application/fhir+json\r\n",
        Body = $$"""{"resourceType":"Bundle","type":"{{kind}}","entry":[{{string.Join(',', entries)}}]}""",
    };

    /// <summary>Asked in XML and answered in XML.</summary>
    private static Probe InXml(string kind, IEnumerable<string> urls)
    {
        var entries = urls.Select(url =>
            $"""<entry><request><method value="GET"/><url value="{url}"/></request></entry>""");
        return new Probe(21,
        [
            new Call("POST", "")
            {
                Headers = "Content-Type: application/fhir+xml\r\nAccept: application/fhir+xml\r\n",
                Body = $"""<Bundle xmlns="http://hl7.org/fhir"><type value="{kind}"/>"""
                    + string.Concat(entries) + "</Bundle>",
            },
        ]);
    }

    private static Probe Send(string kind, IEnumerable<string> urls) =>
        new(21, [Bundle(kind, urls.Select(url => $$"""{"request":{"method":"GET","url":"{{url}}"} }"""))]);
}
