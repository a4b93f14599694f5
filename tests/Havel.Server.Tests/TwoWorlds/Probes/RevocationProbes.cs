using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 45: a patient says no while a search is under way; later they take it back. Run in order on a pair of
/// worlds of their own.</summary>
internal static class RevocationProbes
{
    private static readonly string[] Open =
    [
        "Observation?_count=2", "Patient?_count=2", "Observation?_sort=-date&_count=3", "_history?_count=10",
        "Patient?_has:Observation:patient:code=2339-0&_count=1", "Appointment?_count=1",
        "Observation?code=2339-0&_count=1",
    ];

    /// <summary>The patients who say no, one after the other.</summary>
    private static readonly string[] Patients = ["p3", "p8", "p1", "p5"];

    public static IEnumerable<Probe> All() => Patients.SelectMany(Revoke);

    private static IEnumerable<Probe> Revoke(string patient)
    {
        foreach (var search in Open)
        {
            yield return new Probe(45,
            [
                new Call("GET", search),
                Say(patient, "active"),
                new Call("GET", "{next}"),
                new Call("GET", search),
                Say(patient, "inactive"),
                new Call("GET", search),
            ]);
        }

        yield return new Probe(45,
        [
            new Call("GET", $"Patient/{patient}"),
            new Call("GET", $"Observation/obs-{patient}-1"),
            Say(patient, "active"),
            new Call("GET", $"Patient/{patient}"),
            new Call("GET", $"Observation/obs-{patient}-1") { Headers = "If-None-Match: W/\"1\"\r\n" },
            new Call("GET", $"Observation?patient={patient}&_total=accurate"),
            new Call("GET", $"Observation/obs-{patient}-1/_history"),
            new Call("GET", "Appointment?_include=Appointment:actor"),
            new Call("GET", "_history?_count=5"),
            Say(patient, "inactive"),
            new Call("GET", $"Patient/{patient}"),
            new Call("GET", $"Observation?patient={patient}&_total=accurate"),
            new Call("GET", "_history?_count=5"),
        ]);
    }

    private static Call Say(string patient, string status) => new("PUT", "Consent/revoked-" + patient)
    {
        By = Role.System,
        Headers = "Content-Type: application/fhir+json\r\n",
        Body = Consents.Body(
            "revoked-" + patient, patient, Consents.Privacy,
            "\"provision\":[{\"type\":\"deny\",\"class\":["
                + string.Join(',', Harvest.Types.Select(Class)) + "]}]",
            status),
    };

    private static string Class(string type) =>
        $$"""{"system":"http://hl7.org/fhir/resource-types","code":"{{type}}"}""";
}
