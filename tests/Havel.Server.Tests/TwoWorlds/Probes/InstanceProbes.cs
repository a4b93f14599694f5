using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Rows 1 to 6 and 22: what is asked by id, version or entity tag.</summary>
internal static class InstanceProbes
{
    /// <summary>Of the records that every world has, this many stand for all.</summary>
    private const int OpenRecords = 45;

    private const string Xml = "Accept: application/fhir+xml\r\n";

    private static readonly string[] Nobody = ["Observation/nope", "Patient/nope", "Encounter/nope", "Binary/nope"];

    /// <summary>The records asked for: all that some world lacks, some that all have, some that none has.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. History.Full.Where(step => step.Hidden != HiddenKind.None).Select(step => step.Path).Distinct(),
        .. History.Full.Where(step => step.Hidden == HiddenKind.None).Select(step => step.Path).Distinct()
            .Where((_, i) => i % 5 == 0).Take(OpenRecords),
        .. History.Full.Where(step => step.Body is null).Select(step => step.Path).Distinct(),
        .. Nobody,
    ];

    public static IEnumerable<Probe> All() =>
        [.. Paths.Distinct().SelectMany(OfOne), .. Ids(), .. Histories(), .. Posted()];

    private static IEnumerable<Probe> OfOne(string path)
    {
        yield return Probe.Get(1, path);
        yield return Probe.Get(1, path + "?_summary=true");
        yield return Probe.Get(2, path, "Accept: application/fhir+json\r\n");
        yield return Probe.Get(2, path, Xml);
        yield return Probe.Get(4, path + "/_history?_format=xml");
        yield return new Probe(5, [new Call("HEAD", path) { Headers = Xml }]);
        yield return new Probe(
            5,
            [new Call("GET", path) { Headers = Xml }, new Call("GET", path) { Headers = "If-None-Match: {etag}\r\n" }]);
        for (var version = 1; version <= 3; version++)
            yield return Probe.Get(3, $"{path}/_history/{version}");

        yield return Probe.Get(3, path + "/_history/x");
        yield return Probe.Get(4, path + "/_history");
        yield return Probe.Walk(4, path + "/_history?_count=1");
        yield return new Probe(5, [new Call("HEAD", path)]);
        yield return new Probe(5, [new Call("HEAD", path + "/_history/1")]);
        for (var version = 1; version <= 2; version++)
            yield return Probe.Get(5, path, $"If-None-Match: W/\"{version}\"\r\n");

        yield return Probe.Get(5, path, "If-None-Match: *\r\n");
        yield return Probe.Get(5, path, "If-Modified-Since: Sun, 01 Mar 2026 09:00:00 GMT\r\n");
        yield return new Probe(
            5, [new Call("GET", path), new Call("GET", path) { Headers = "If-None-Match: {etag}\r\n" }]);

        var (type, id) = Split(path);
        yield return Probe.Get(6, $"{type}?_id={id}");
        yield return new Probe(22, [Form($"{type}/_search", $"_id={id}")]);
        yield return new Probe(22, [Form($"{type}/_search?_summary=count", $"_id={id}")]);
    }

    private static IEnumerable<Probe> Ids()
    {
        yield return Probe.Get(6, "Observation?_id=h1,x");
        yield return Probe.Get(6, "Observation?_id=h1,obs-p1-2,obs-p5-1&_summary=count");
        yield return Probe.Get(6, "Patient?_id=p1,p9,p5,nope&_sort=-_id");
        yield return Probe.Walk(6, "Patient?_id=p1,p9,p8,p10,nope&_count=1");
        yield return Probe.Get(6, "?_id=h1,p9,p1,dr-a");
        yield return Probe.Get(6, "?_type=Observation,Encounter&_id=h1,h-enc,enc-p1-1");
        yield return Probe.Get(2, "Observation?_id=h3,gone-1");
        foreach (var path in (string[])["Observation/h1", "Patient/p9"])
        {
            yield return new Probe(1, [new Call("OPTIONS", path)]);
            yield return Probe.Get(1, path + "/");
            yield return Probe.Get(1, path.ToLowerInvariant());
            yield return Probe.Get(1, path, "Accept: text/turtle\r\n");
            yield return Probe.Get(1, path + "?_elements=id");
            yield return Probe.Get(1, path + "/$everything");
        }
    }

    private static IEnumerable<Probe> Histories()
    {
        string[] types =
        [
            "Observation", "Patient", "Encounter", "Appointment", "Consent", "Provenance", "Organization",
        ];
        foreach (var type in types)
        {
            yield return Probe.Get(4, type + "/_history");
            foreach (var count in (int[])[1, 3, 10])
                yield return Probe.Walk(4, $"{type}/_history?_count={count}");

            yield return Probe.Get(4, type + "/_history?_summary=count");
            yield return Probe.Get(4, type + "/_history?_since=2026-03-01T08:02:00Z");
        }

        foreach (var count in (int[])[2, 5, 10, 20, 100])
            yield return Probe.Walk(4, $"_history?_count={count}");

        for (var minute = 0; minute <= 5; minute++)
        {
            yield return Probe.Walk(4, $"_history?_since=2026-03-01T08:0{minute}:00Z&_count=10");
            yield return Probe.Get(4, $"_history?_since=2026-03-01T08:0{minute}:30Z&_count=10");
            yield return Probe.Get(4, $"_history?_at=2026-03-01T08:0{minute}:30Z&_count=10");
        }

        yield return Probe.Get(4, "_history?_count=20&_format=xml");
        yield return Probe.Get(4, "_history?_count=0");
        yield return Probe.Get(4, "_history");
    }

    private static IEnumerable<Probe> Posted()
    {
        yield return new Probe(22, [Form("Observation/_search", "code=75622-1&_total=accurate")]);
        yield return new Probe(22, [Form("Observation/_search?_format=xml", "code=75622-1&_total=accurate")]);
        yield return new Probe(22, [Form("Observation/_search", "code=75622-1&_count=1") with { IsWalked = true }]);
        yield return new Probe(22, [Form("Patient/_search?_count=2", "name=M") with { IsWalked = true }]);
        yield return new Probe(22, [Form("Patient/_search", "_has:Observation:patient:code=75622-1")]);
        yield return new Probe(22, [Form("_search", "_type=Observation,Patient&_id=h1,p9,p1")]);
        yield return new Probe(22, [Form("Patient/p1/Observation/_search", "code=75622-1")]);
    }

    private static (string Type, string Id) Split(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return (path[..slash], path[(slash + 1)..]);
    }

    private static Call Form(string target, string form) => new("POST", target)
    {
        Headers = "Content-Type: application/x-www-form-urlencoded\r\n",
        Body = form,
    };
}
