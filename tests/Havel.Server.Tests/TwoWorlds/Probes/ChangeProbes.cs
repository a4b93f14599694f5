using System.Text;
using static Havel.Server.Tests.TwoWorlds.Probes.WriteProbes;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Rows 21 and 24 to 27 again: patches of each form, conditional writes whose matches are partly hidden, and
/// transactions whose entries look at what the others do.</summary>
internal static class ChangeProbes
{
    private const string JsonPatch = "Content-Type: application/json-patch+json\r\n";

    private const string XmlPatch = "Content-Type: application/xml-patch+xml\r\n";

    private const string FhirJson = "Content-Type: application/fhir+json\r\n";

    private const string Language = """[{"op":"add","path":"/language","value":"de"}]""";

    private static readonly string[] Conditions =
    [
        "identifier=lab|h1", "identifier=lab|h2", "identifier=lab|hv1", "identifier=lab|obs-p1-2", "code=75622-1",
        "subject=Patient/p9", "encounter:Encounter.identifier=visit|h-enc", "_id=h1",
        "_has:Provenance:target:agent=dr-a",
        "status:not=amended&identifier=lab|h1,lab|obs-p1-2",
    ];

    public static IEnumerable<Probe> All() =>
        [.. Patches(), .. Conditional(), .. Transactions(), .. References(), .. Raw()];

    // Row 27: a patch reads before it writes, and must read what its sender may.
    private static IEnumerable<Probe> Patches()
    {
        foreach (var target in Targets)
        {
            var type = target[..target.IndexOf('/', StringComparison.Ordinal)];
            yield return Patch(27, target, FhirJson, $$"""
                {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                {"name":"type","valueCode":"add"},{"name":"path","valueString":"{{type}}"},
                {"name":"name","valueString":"language"},{"name":"value","valueCode":"de"}]}]}
                """);
            yield return Patch(27, target, XmlPatch, $$"""
                <diff xmlns="http://hl7.org/fhir"><add sel="{{type}}" pos="prepend"><language value="de"/></add></diff>
                """);
            yield return Patch(27, target, JsonPatch, """[{"op":"test","path":"/status","value":"final"}]""");
            yield return Patch(27, target, JsonPatch + "If-Match: W/\"1\"\r\n", Language);
            yield return new Probe(27, [new Call("PUT", target)
            {
                Headers = FhirJson + "If-Match: *\r\n",
                Body = NewObservation(target[(type.Length + 1)..], "p1"),
            }]);
        }
    }

    // Row 24.
    private static IEnumerable<Probe> Conditional()
    {
        foreach (var condition in Conditions)
        {
            yield return Patch(24, "Observation?" + condition, JsonPatch, Language);
            foreach (var id in (string[])["h1", "obs-p1-2", "nope"])
            {
                yield return new Probe(24, [new Call("PUT", "Observation?" + condition)
                {
                    Headers = FhirJson,
                    Body = NewObservation(id, "p1"),
                }]);
            }

            yield return new Probe(24, [new Call("DELETE", "Observation?" + condition)
            {
                Headers = "If-Match: W/\"9\"\r\nPrefer: return=OperationOutcome\r\n",
            }]);
        }
    }

    // Row 21: what one entry does, another must not tell.
    private static IEnumerable<Probe> Transactions()
    {
        foreach (var target in Targets)
        {
            var type = target[..target.IndexOf('/', StringComparison.Ordinal)];
            var created = Entry("POST", "Observation", NewObservation("bundled", "p1"));
            yield return new Probe(21, [BundleProbes.Bundle(
                "transaction", created, Entry("GET", target, null), Entry("GET", $"{type}?_summary=count", null),
                Entry("GET", $"{target}/_history", null), Entry("GET", $"{type}/_history?_at=2026-02", null))]);
            yield return new Probe(21, [BundleProbes.Bundle(
                "transaction", created, Entry("PATCH", target, Binary(Language)))]);
        }

        foreach (var condition in Conditions)
        {
            var url = "Observation?" + condition;
            yield return new Probe(21, [BundleProbes.Bundle(
                "transaction", Entry("PATCH", url, Binary(Language)), Entry("GET", url, null))]);
            yield return new Probe(21, [BundleProbes.Bundle(
                "batch", Entry("PUT", url, NewObservation("h1", "p1")), Entry("GET", url, null))]);
        }
    }

    // Row 25: references that wait for what the transaction makes.
    private static IEnumerable<Probe> References()
    {
        foreach (var value in (string[])["visit|h-enc", "visit|p9-1", "visit|p5-1", "visit|brand-new"])
        {
            var encounter = $$"""
                {"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},
                "identifier":[{"system":"visit","value":"{{value[6..]}}"}],"subject":{"reference":"Patient/p1"} }
                """;
            var body = NewObservation(
                "waits", "p1", $",\"encounter\":{{\"reference\":\"Encounter?identifier={value}\"}}");
            yield return new Probe(25, [BundleProbes.Bundle(
                "transaction", Entry("POST", "Observation", body), Entry("POST", "Encounter", encounter))]);
        }

        foreach (var target in Targets)
        {
            var more = $",\"derivedFrom\":[{{\"reference\":\"{target}/_history/1\"}}]";
            var body = NewObservation("versions", "p1", more);
            yield return new Probe(25, [BundleProbes.Bundle("transaction", Entry("POST", "Observation", body))]);
        }
    }

    // Rows 1 and 26: a Binary as bytes.
    private static IEnumerable<Probe> Raw()
    {
        foreach (var id in (string[])["h-bin", "bin-p1", "bin-p9", "nope"])
        {
            yield return Probe.Get(27, "Binary/" + id, "Accept: text/plain\r\n");
            yield return Probe.Get(27, $"Binary/{id}/_history/1", "Accept: application/pdf\r\n");
            yield return Probe.Get(27, $"Binary/{id}?_pretty=true");
        }

        foreach (var owner in (string[])["Patient/p1", "Patient/p9", "Patient/nobody", "Encounter/h-enc"])
        {
            yield return new Probe(26, [new Call("POST", "Binary")
            {
                Headers = $"Content-Type: text/plain\r\nX-Security-Context: {owner}\r\n",
                Body = "bytes",
            }]);
        }

        foreach (var list in (string[])["h-list", "nope"])
            yield return Probe.Get(27, $"_history?_list={list}&_sort=_lastUpdated");

        yield return Probe.Walk(27, "_history?_at=2026-02-02&_count=20");
        yield return Probe.Walk(27, "Observation/_history?_sort=_lastUpdated&_count=20");
    }

    private static Probe Patch(int row, string target, string headers, string body) =>
        new(row, [new Call("PATCH", target) { Headers = headers, Body = body }]);

    private static string Binary(string patch) => $$"""
        {"resourceType":"Binary","contentType":"application/json-patch+json",
        "data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(patch))}}"}
        """;
}
