namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Row 20 goes on: operations that gather what belongs together.</summary>
internal static class RecordProbes
{
    private static readonly string[] Patients = [.. Enumerable.Range(1, 10).Select(i => $"Patient/p{i}"), "Patient/nope"];

    private static readonly string[] Encounters =
        [.. InstanceProbes.Paths.Distinct().Where(path => path.StartsWith("Encounter/", StringComparison.Ordinal))];

    public static IEnumerable<Probe> All() => Everything();

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
}
