namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Searches by words, orders by what is in the resources, and questions about the plan, which only the
/// deployment is told.</summary>
internal static class TextProbes
{
    private const string Explain = "Prefer: explain\r\n";

    public static IEnumerable<Probe> All() =>
    [
        Probe.Get(7, "CarePlan?_text=Pflegepl%C3%A4ne"),
        Probe.Walk(8, "CarePlan?_text=sturz*&_count=2&_total=accurate"),
        Probe.Get(7, "CarePlan?_text=%22nach%20Sturz%22&_summary=count"),
        Probe.Get(7, "Patient?_has:CarePlan:patient:_text=Sturz"),
        Probe.Get(7, "Goal?_has:CarePlan:goal:_text=pflegeplan"),
        Probe.Get(16, "CarePlan?_text=NOT%20Sturz"),
        Probe.Get(7, "CarePlan?_content=Sturz"),
        Probe.Walk(8, "Observation?_sort=code,-date&_count=3"),
        Probe.Walk(8, "Observation?_sort=-patient&_count=3"),
        Probe.Walk(8, "Encounter?_sort=class,_lastUpdated&_count=2"),
        Probe.Get(7, "Observation?_sort=-date&_count=2&_total=none"),
        Probe.Get(7, "Observation?code=29463-7", Explain),
        Probe.Get(7, "Patient?_summary=count", Explain),
    ];
}
