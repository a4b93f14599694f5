using static Havel.Server.Tests.TwoWorlds.Region.Made;

namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>The region's directory: hospitals, people who work there, rooms, drugs, forms. Open to every
/// caller.</summary>
internal static class Places
{
    public static IEnumerable<Step> Steps()
    {
        foreach (var (id, name, city) in Hospitals)
            yield return Organization(id, name, city);

        yield return Make("Organization", "ward-a1", $$"""
            "active":true,"name":"Klinik Abend, Station 1","partOf":{{Reference("Organization/hosp-a")}} }
            """);
        foreach (var (id, name, hospital) in Staff)
        {
            yield return Make("Practitioner", id, $$"""
                "identifier":{{Identifier("lanr", id)}},"active":true,"name":[{"family":"{{name}}","given":["Toni"]}]}
                """);
            yield return Make("PractitionerRole", "role-" + id, $$"""
                "active":true,"practitioner":{{Reference("Practitioner/" + id)}},
                "organization":{{Reference("Organization/" + hospital)}},
                "code":[{{Concept("http://terminology.hl7.org/CodeSystem/practitioner-role", "doctor", "Doctor")}}]}
                """);
        }

        foreach (var step in Things())
            yield return step;
    }

    private static (string Id, string Name, string City)[] Hospitals =>
    [
        ("hosp-a", "Klinik Abend", "Berlin"),
        ("hosp-b", "Klinik Birke", "Potsdam"),
        ("hosp-c", "Klinik Chamisso", "Berlin"),
        ("hosp-z", "Klinik Zeder", "Bernau"),
    ];

    private static (string Id, string Name, string Hospital)[] Staff =>
    [
        ("dr-a", "Abendroth", "hosp-a"),
        ("dr-b", "Birkenfeld", "hosp-b"),
        ("dr-c", "Chamisso", "hosp-c"),
        ("res-1", "Forsch", "hosp-b"),
    ];

    private static IEnumerable<Step> Things()
    {
        yield return Make("Location", "loc-1", $$"""
            "status":"active","name":"Ambulanz Nord","managingOrganization":{{Reference("Organization/hosp-a")}},
            "address":{"city":"Berlin","postalCode":"10115"},"position":{"latitude":52.5326,"longitude":13.3847} }
            """);
        yield return Make("Location", "loc-2", """
            "status":"active","name":"Labor","partOf":{"reference":"Location/loc-1"},
            "position":{"latitude":52.3906,"longitude":13.0645}}
            """);
        yield return Make("Medication", "med-1", $$"""
            "code":{{Concept("http://www.whocc.no/atc", "J05AR10", "Lopinavir and ritonavir")}},"status":"active"}
            """);
        yield return Make("Medication", "med-2", $$"""
            "code":{{Concept("http://www.whocc.no/atc", "A10BA02", "Metformin")}},"status":"active"}
            """);
        yield return Make("Questionnaire", "form-1", """
            "url":"http://example.org/Questionnaire/form-1","name":"Anamnese","status":"active","date":"2024-01-02",
            "item":[{"linkId":"1","text":"Rauchen Sie?","type":"boolean"}]}
            """);
        yield return Make("Group", "staff", """
            "type":"practitioner","actual":true,"name":"Nachtdienst",
            "member":[{"entity":{"reference":"Practitioner/dr-a"}}]}
            """);
        yield return Make("Schedule", "hours-a", """
            "active":true,"actor":[{"reference":"Practitioner/dr-a"}],
            "planningHorizon":{"start":"2026-01-01","end":"2026-12-31"}}
            """);
    }

    private static Step Organization(string id, string name, string city) => Make("Organization", id, $$"""
        "identifier":{{Identifier("ik", id)}},"active":true,"name":"{{name}}","address":[{"city":"{{city}}",
        "country":"DE"}]}
        """);

    private static Step Make(string type, string id, string rest) => new(type, id, Head(type, id) + rest);
}
