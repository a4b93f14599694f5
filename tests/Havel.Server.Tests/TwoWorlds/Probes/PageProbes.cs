using Havel.Fhir.Definitions;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Rows 7 to 9, 15, 19, 39 and 46: counts, pages, tokens, order, compartments, caches, and what is of
/// several.</summary>
internal static class PageProbes
{
    private const int Pages = 20;

    private static readonly string[] Sorted = ["Observation", "Patient", "Encounter", "Appointment", "Provenance"];

    public static IEnumerable<Probe> All() =>
        [.. Totals(), .. Walks(), .. Tokens(), .. Orders(), .. Compartments(), .. Caches(), .. OfSeveral()];

    private static IEnumerable<Probe> Totals()
    {
        foreach (var type in Harvest.Types)
        {
            yield return Probe.Get(7, type + "?_summary=count");
            yield return Probe.Get(7, type + "?_total=accurate&_count=1");
            yield return Probe.Get(7, type + "?_total=estimate&_count=1");
            yield return Probe.Get(7, type + "?_total=none");
            yield return Probe.Get(7, type + "?_total=accurate&_format=xml");
        }

        yield return Probe.Get(7, "?_summary=count");
        yield return Probe.Get(7, "?_type=Observation,Patient,Consent&_summary=count");
    }

    private static IEnumerable<Probe> Walks()
    {
        for (var count = 1; count <= Pages; count++)
        {
            yield return Probe.Walk(8, $"Observation?_count={count}");
            yield return Probe.Walk(8, $"Patient?_count={count}");
            yield return Probe.Walk(8, $"Observation?code=75622-1,2339-0,8480-6&_count={count}");
        }

        foreach (var type in Harvest.Types)
        {
            yield return Probe.Walk(8, $"{type}?_count=1");
            yield return Probe.Walk(8, $"{type}?_count=3");
        }

        yield return Probe.Walk(8, "?_type=Observation,Encounter,Appointment&_count=10");
        yield return Probe.Walk(8, "Observation?date=ge2025-02&date=lt2025-05&_count=2");
    }

    // Row 9: another's page link, an own link behind another query, a damaged one.
    private static IEnumerable<Probe> Tokens()
    {
        string[] searches =
        [
            "Observation?_count=2", "Observation?code=75622-1&_count=1", "Patient?_count=2",
            "Encounter?_sort=-date&_count=3",
            "Patient?_has:Observation:patient:code=75622-1&_count=1", "_history?_count=5",
            "Observation/_history?_count=2",
            "Patient/p1/Observation?_count=1", "Appointment?_count=1",
        ];
        foreach (var search in searches)
        {
            foreach (var role in (Role[])[Role.Permitted, Role.System])
                yield return new Probe(9, [new Call("GET", search) { By = role }, new Call("GET", "{next}")]);

            yield return new Probe(9, [new Call("GET", search), new Call("GET", "{next}"), new Call("GET", "{next}")]);
            yield return new Probe(
                9, [new Call("GET", search), new Call("GET", "{next}&code=x"), new Call("GET", "{next}A")]);
        }

        yield return Probe.Get(9, "Observation?_page=AAAA");
    }

    private static IEnumerable<Probe> Orders()
    {
        foreach (var type in Sorted)
        {
            foreach (var parameter in Parameters.Of(type))
            {
                if (parameter.Kind is SearchParameterKind.Composite or SearchParameterKind.Special)
                    continue;

                yield return Probe.Walk(15, $"{type}?_sort={parameter.Code}&_count=5");
                yield return Probe.Walk(15, $"{type}?_sort=-{parameter.Code}&_count=3");
            }
        }

        foreach (var type in Harvest.Types)
        {
            foreach (var keys in (string[])["_id", "-_id", "_lastUpdated", "-_lastUpdated"])
                yield return Probe.Walk(15, $"{type}?_sort={keys}&_count=4");
        }

        yield return Probe.Walk(15, "Observation?_sort=code,-date&_count=1");
        yield return Probe.Walk(15, "Observation?_sort=-code,value-quantity&_count=2");
        yield return Probe.Walk(15, "Observation?_sort=status,-_lastUpdated&_count=2");
        yield return Probe.Walk(15, "Patient?_sort=family,-birthdate&_count=1");
        yield return Probe.Walk(15, "Patient?_sort=gender,family&_count=2");
        yield return Probe.Walk(15, "Observation?code:not=75622-1&_sort=-value-quantity&_count=2");
        yield return Probe.Walk(15, "Observation?code=75622-1&_sort=value-quantity&_count=2");
    }

    private static IEnumerable<Probe> Compartments()
    {
        foreach (var patient in (string[])["p1", "p2", "p5", "p8", "p9", "nope"])
        {
            yield return Probe.Get(19, $"Patient/{patient}/*?_summary=count");
            yield return Probe.Walk(19, $"Patient/{patient}/*?_count=5");
            foreach (var type in Harvest.Types)
                yield return Probe.Get(19, $"Patient/{patient}/{type}");

            yield return Probe.Get(19, $"Patient/{patient}/Observation?code=75622-1&_total=accurate");
            yield return Probe.Walk(19, $"Patient/{patient}/Observation?_sort=-date&_count=2");
            yield return Probe.Get(19, $"Patient/{patient}/Observation?code:not=2339-0&_summary=count");
        }

        string[] others = ["Encounter/h-enc", "Encounter/enc-p1-1", "Encounter/enc-p9-1", "Practitioner/dr-a"];
        foreach (var other in others)
        {
            yield return Probe.Get(19, $"{other}/Observation");
            yield return Probe.Get(19, $"{other}/*?_summary=count");
        }
    }

    // Row 39: somebody who may see it all asks the same just before.
    private static IEnumerable<Probe> Caches()
    {
        string[] targets =
        [
            "Observation/h1", "Patient/p9", "Observation/hv1/_history/2", "Observation?code=75622-1&_total=accurate",
            "Patient",
            "Patient?_summary=count", "Observation?_summary=count", "Patient?_has:Observation:patient:code=75622-1",
            "DiagnosticReport?result.code=75622-1", "Patient?_id=p1&_revinclude=*", "_history?_count=20", "Appointment",
            "Observation?_sort=-value-quantity&_count=3", "Observation/hv1/_history", "Group",
            "Encounter?_total=estimate",
            "Patient/p1/Observation", "Observation?focus:Patient.name=Verborgen", "Binary/h-bin",
            "Provenance?target=Observation/h1",
        ];
        foreach (var target in targets)
        {
            foreach (var role in (Role[])[Role.System, Role.Permitted])
            {
                var before = new Call("GET", target) { By = role };
                yield return new Probe(39, [before, new Call("GET", target)]);
                yield return new Probe(39, [before, new Call("GET", target) { Headers = "If-None-Match: {etag}\r\n" }]);
            }

            yield return new Probe(39, [new Call("GET", target), new Call("GET", target)]);
        }
    }

    private static IEnumerable<Probe> OfSeveral()
    {
        foreach (var person in Region.Person.All)
        {
            yield return Probe.Get(46, $"Appointment?patient={person.Id}");
            yield return Probe.Get(46, $"Appointment?actor=Patient/{person.Id}&_summary=count");
            yield return Probe.Get(46, $"Group?member=Patient/{person.Id}");
            yield return Probe.Get(
                46, $"Patient?_id={person.Id}&_revinclude=Appointment:actor&_revinclude=Group:member");
            yield return Probe.Get(46, $"Patient/{person.Id}/Appointment");
            yield return Probe.Get(46, $"Provenance?patient={person.Id}");
        }

        foreach (var type in (string[])["Appointment", "Group", "Provenance", "List"])
        {
            yield return Probe.Walk(46, $"{type}?_count=1&_total=accurate");
            yield return Probe.Get(46, $"{type}?_include={type}:*");
        }

        yield return Probe.Get(46, "Patient?_has:Appointment:actor:identifier=slot|hs-app-89");
        yield return Probe.Get(46, "Patient?_has:Group:member:type=person");
        yield return Probe.Get(46, "Appointment?actor:Patient.family=Verborgen");
        yield return Probe.Get(46, "Appointment?actor:Patient.family=Wagner");
        yield return Probe.Get(46, "List?item=Observation/h1");
        yield return Probe.Get(46, "List?item:Observation.code=75622-1");
    }
}
