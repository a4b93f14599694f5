namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Packages are nobody's data, and only the deployment changes them: to everybody else these are a list and
/// refusals, in either world.</summary>
internal static class PackageProbes
{
    private const string Json = "Content-Type: application/fhir+json\r\n";

    public static IEnumerable<Probe> Reading() => [Probe.Get(20, "$packages")];

    public static IEnumerable<Probe> Writing() => new[] { "$load-package", "$unload-package" }.Select(target =>
        new Probe(27, [new Call("POST", target) { Headers = Json, Body = """{"resourceType":"Parameters"}""" }]));
}
