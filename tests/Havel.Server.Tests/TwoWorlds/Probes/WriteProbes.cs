using Havel.Server.Tests.TwoWorlds.Region;
using static Havel.Server.Tests.TwoWorlds.Region.Made;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Rows 21 and 23 to 27: writes that could stumble over h. They run on a pair of worlds of their own, in this
/// order, each followed by reads of what became of it.</summary>
internal static class WriteProbes
{
    private const string Json = "Content-Type: application/fhir+json\r\n";

    /// <summary>The rows that these probes are of.</summary>
    public static IReadOnlyList<int> Rows { get; } = [21, 23, 24, 25, 26, 27];

    /// <summary>What writes aim at: records that some world lacks, some that all have, some that none has.</summary>
    public static readonly string[] Targets =
    [
        "Observation/h1", "Observation/h2", "Observation/h3", "Observation/h4", "Observation/hv1", "Observation/gone-1",
        "Observation/nope", "Observation/obs-p9-1", "Patient/p9", "Patient/nope", "Encounter/h-enc",
        "Appointment/hs-app-89",
        "Appointment/hs-app-510", "Group/hs-group", "Binary/h-bin", "Provenance/h-prov", "Condition/cond-p2",
        "Consent/h-consent",
    ];

    public static IEnumerable<Probe> All() =>
    [
        .. ConditionalCreates(), .. ConditionalWrites(), .. InlineMatches(), .. HiddenTargets(), .. Refused(),
        .. Bundles(), .. ChangeProbes.All(),
        .. Deletes(), .. Aftermath(),
    ];

    // Row 23.
    private static IEnumerable<Probe> ConditionalCreates()
    {
        string[] conditions =
        [
            "identifier=lab|h1", "identifier=lab|h2", "identifier=lab|h3", "identifier=lab|obs-p1-2",
            "identifier=lab|obs-p9-1",
            "identifier=lab|hv1", "identifier=lab|unheard-of", "_id=h1", "code=75622-1", "subject=Patient/p9",
            "status=final",
            "subject:Patient.name=Verborgen", "encounter:Encounter.class=EMER",
        ];
        var number = 0;
        foreach (var condition in conditions)
        {
            var body = NewObservation($"new-{number++}", "p1");
            yield return Written(
                23, Post("Observation", body) with { Headers = Json + $"If-None-Exist: {condition}\r\n" });
        }

        foreach (var condition in (string[])["identifier=mrn|79", "name=Verborgen", "identifier=mrn|71"])
        {
            yield return Written(23, Post("Patient", """{"resourceType":"Patient","gender":"other"}""") with
            {
                Headers = Json + $"If-None-Exist: {condition}\r\n",
            });
        }

        yield return Written(23, Post("Appointment", """
            {"resourceType":"Appointment","status":"booked","participant":[{"actor":{"reference":"Patient/p5"},
            "status":"accepted"}]}
            """) with { Headers = Json + "If-None-Exist: identifier=slot|hs-app-510\r\n" });
    }

    // Row 24; more of it in ChangeProbes.
    private static IEnumerable<Probe> ConditionalWrites()
    {
        string[] conditions = ["identifier=lab|h1", "code=75622-1", "identifier=lab|hv1", "identifier=lab|nope"];
        foreach (var condition in conditions)
        {
            yield return new Probe(24, [new Call("PUT", $"Observation?{condition}")
            {
                Headers = Json,
                Body = NewObservation("cond", "p1"),
            }]);
            yield return new Probe(24, [new Call("DELETE", $"Observation?{condition}&status=unheard-of")]);
            yield return new Probe(24, [new Call("PATCH", $"Observation?{condition}")
            {
                Headers = "Content-Type: application/json-patch+json\r\n",
                Body = """[{"op":"replace","path":"/status","value":"amended"}]""",
            }]);
        }
    }

    // Row 25.
    private static IEnumerable<Probe> InlineMatches()
    {
        string[] references =
        [
            "Patient?identifier=mrn|79", "Patient?identifier=mrn|71", "Patient?identifier=mrn|75",
            "Patient?identifier=mrn|999",
            "Patient?name=Verborgen", "Patient?gender=female", "Patient?family=Zander", "Patient?name=Müller",
        ];
        foreach (var reference in references)
        {
            var body = NewObservation("match", "p1").Replace("Patient/p1", reference, StringComparison.Ordinal);
            yield return new Probe(25, [BundleProbes.Bundle("transaction", Entry("POST", "Observation", body))]);
        }

        string[] encounters =
        [
            "identifier=visit|h-enc", "identifier=visit|p9-1", "identifier=visit|p5-1", "class=EMER",
        ];
        foreach (var encounter in encounters)
        {
            var body = NewObservation("match", "p1", $",\"encounter\":{Reference("Encounter?" + encounter)}");
            yield return new Probe(25, [BundleProbes.Bundle("transaction", Entry("POST", "Observation", body))]);
        }
    }

    // Row 26: a write may name what is hidden; it must not learn whether it is there.
    private static IEnumerable<Probe> HiddenTargets()
    {
        foreach (var patient in (string[])["p1", "p2", "p5", "p9", "nobody"])
        {
            yield return Written(26, Post("Observation", NewObservation("by-" + patient, patient)));
            yield return Written(
                26, Post("Observation", Observation("own", patient, LabTest.Hiv, "3", "2026-02-02", Restricted)));
            yield return Written(26, Post("Patient", $$"""
                {"resourceType":"Patient","link":[{"other":{"reference":"Patient/{{patient}}"},"type":"seealso"}]}
                """));
            yield return Written(26, Post("Appointment", $$"""
                {"resourceType":"Appointment","status":"booked","participant":[
                {"actor":{"reference":"Patient/p1"},"status":"accepted"},
                {"actor":{"reference":"Patient/{{patient}}"},"status":"accepted"}]}
                """));
            yield return Written(26, Post("Binary", $$"""
                {"resourceType":"Binary","contentType":"text/plain",
                "securityContext":{"reference":"Patient/{{patient}}"},"data":"YQ=="}
                """));
        }

        foreach (var encounter in (string[])["h-enc", "enc-p9-1", "enc-p1-1", "nope"])
        {
            var more = $",\"encounter\":{Reference("Encounter/" + encounter)}";
            yield return Written(26, Post("Observation", NewObservation("in-" + encounter, "p1", more)));
        }

        foreach (var target in Targets)
        {
            yield return Written(26, Post("Provenance", $$"""
                {"resourceType":"Provenance","target":[{"reference":"{{target}}"}],"recorded":"2026-02-02T10:00:00Z",
                "agent":[{"who":{"reference":"Practitioner/dr-a"} }]}
                """));
            yield return Written(26, Post("Binary", $$"""
                {"resourceType":"Binary","contentType":"text/plain","securityContext":{"reference":"{{target}}"},
                "data":"YQ=="}
                """));
            yield return Written(26, Post("List", $$"""
                {"resourceType":"List","status":"current","mode":"working",
                "entry":[{"item":{"reference":"{{target}}"} }]}
                """));
        }
    }

    // Row 27.
    private static IEnumerable<Probe> Refused()
    {
        foreach (var target in Targets)
        {
            var body = BodyOf(target);
            yield return Written(27, Put(target, body));
            for (var version = 1; version <= 3; version++)
                yield return new Probe(
                    27, [Put(target, body) with { Headers = $"{Json}If-Match: W/\"{version}\"\r\n" }]);

            yield return new Probe(27, [Put(target, body) with { Headers = Json + "If-None-Match: *\r\n" }]);
            yield return new Probe(27, [new Call("PATCH", target)
            {
                Headers = "Content-Type: application/json-patch+json\r\n",
                Body = """[{"op":"add","path":"/language","value":"de"}]""",
            }]);
        }
    }

    private static IEnumerable<Probe> Bundles()
    {
        foreach (var target in Targets)
        {
            foreach (var kind in (string[])["batch", "transaction"])
            {
                var created = Entry("POST", "Observation", NewObservation("bundled", "p1"));
                yield return new Probe(21, [BundleProbes.Bundle(kind, created, Entry("PUT", target, BodyOf(target)))]);
                yield return new Probe(21, [BundleProbes.Bundle(kind, created, Entry("DELETE", target, null))]);
                yield return new Probe(21, [BundleProbes.Bundle(kind, created, Entry("GET", target, null))]);
            }
        }

        foreach (var condition in (string[])["identifier=lab|h1", "identifier=lab|obs-p9-1", "identifier=lab|hv1"])
        {
            yield return new Probe(23, [BundleProbes.Bundle("transaction", $$"""
                {"request":{"method":"POST","url":"Observation","ifNoneExist":"{{condition}}"},
                "resource":{{NewObservation("b", "p1")}} }
                """)]);
        }
    }

    private static IEnumerable<Probe> Deletes()
    {
        foreach (var target in Targets)
        {
            yield return new Probe(27, [new Call("DELETE", target) { Headers = "If-Match: W/\"7\"\r\n" }]);
            yield return Written(26, new Call("DELETE", target));
        }
    }

    // What all these writes left behind.
    private static IEnumerable<Probe> Aftermath()
    {
        foreach (var type in Harvest.Types)
        {
            yield return Probe.Get(26, type + "?_summary=count");
            yield return Probe.Walk(26, $"{type}?_sort=-_lastUpdated&_count=10");
            yield return Probe.Walk(26, $"{type}/_history?_count=10");
        }

        yield return Probe.Walk(26, "_history?_count=20");
        yield return Probe.Get(26, "Observation?patient=p9");
        yield return Probe.Get(26, "Patient?_has:Observation:patient:status=final");
        foreach (var target in Targets)
        {
            yield return Probe.Get(26, target);
            yield return Probe.Get(26, target + "/_history");
        }
    }

    private static Probe Written(int row, Call write) =>
        new(row, [write, new Call("GET", "{location}"), new Call("GET", "{location}/_history")]);

    private static Call Post(string type, string body) => new("POST", type) { Headers = Json, Body = body };

    private static Call Put(string path, string body) => new("PUT", path) { Headers = Json, Body = body };

    public static string NewObservation(string id, string patient, string more = "") =>
        Observation(id, patient, LabTest.Weight, "77", "2026-02-01", more: more);

    public static string Entry(string method, string url, string? body) =>
        $$"""{"request":{"method":"{{method}}","url":"{{url}}"}{{(body is null ? "" : ",\"resource\":" + body)}} }""";

    // As far as possible a body that the target's own history knows, so that only its being hidden can refuse it.
    private static string BodyOf(string path) =>
        History.Full
            .FirstOrDefault(step => step.Body is not null && step.Path == path)?.Body
        ?? (path.StartsWith("Patient/", StringComparison.Ordinal)
            ? $$"""{"resourceType":"Patient","id":"{{path[8..]}}"}"""
            : Observation(
                path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..], "p1", LabTest.Hiv, "4", "2025-02-06"));
}
