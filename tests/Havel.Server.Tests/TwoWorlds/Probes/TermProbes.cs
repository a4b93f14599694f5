using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Searches by value sets, by what stands above and below, and the state of the index.</summary>
internal static class TermProbes
{
    private const string Local = "ValueSet/tests";

    public static IEnumerable<Probe> All() =>
    [
        Probe.Get(20, "$index-status"),
        .. Operations().Select(target => Probe.Get(20, target)),
        .. Conditions().Select((condition, turn) => turn % 3 == 0
            ? Probe.Walk(8, condition + "&_count=2")
            : Probe.Get(7, condition)),
        .. Negations().Select(condition => Probe.Get(16, condition)),
    ];

    private static IEnumerable<string> Operations()
    {
        const string System = CustomSearch.System;
        foreach (var set in (string[])[$"/$expand?url={CustomSearch.Tests}", "/tests/$expand?", "/nope/$expand?"])
        {
            yield return $"ValueSet{set}";
            yield return $"ValueSet{set}&count=1&filter=s";
        }

        yield return $"ValueSet/$validate-code?url={CustomSearch.Tests}&system=urn:tag&code=special";
        yield return "ValueSet/tests/$validate-code?system=urn:tag&code=nope";
        yield return $"CodeSystem/$validate-code?url={System}&code=routine";
        yield return "CodeSystem/tests/$validate-code?code=nope";
        yield return $"CodeSystem/$lookup?system={System}&code=special&property=*";
        yield return $"CodeSystem/$subsumes?system={System}&codeA=all&codeB=routine";
        yield return "CodeSystem/tests/$subsumes?codeA=routine&codeB=all";
        yield return $"ConceptMap/$translate?url={CustomSearch.Map}&system={System}&code=special";
        yield return $"ConceptMap/tests/$translate?system={System}&code=routine";
    }

    private static IEnumerable<string> Conditions()
    {
        string[] sets = [CustomSearch.Tests, Local, "http://example.org/ValueSet/unknown", "ValueSet/unknown"];
        foreach (var set in sets)
        {
            yield return $"Observation?code:in={set}";
            yield return $"Observation?_tag:in={set}";
            yield return $"Patient?_has:Observation:patient:code:in={set}";
            yield return $"DiagnosticReport?result.code:in={set}";
        }

        foreach (var code in new[] { "all", "special", "routine" })
        {
            yield return $"Observation?_tag:below={CustomSearch.System}|{code}";
            yield return $"Observation?code:above={CustomSearch.System}|{code}";
        }

        foreach (var place in new[] { "hosp-a", "hosp-b", "ward-a1" })
        {
            yield return $"Encounter?service-provider:below=Organization/{place}";
            yield return $"Encounter?service-provider:above=Organization/{place}";
            yield return $"Patient?organization:below={place}";
            yield return $"Patient?_has:Encounter:subject:service-provider:below=Organization/{place}";
            yield return $"Organization?partof:below=Organization/{place}";
        }

        yield return "Encounter?location:below=Location/loc-1";
        yield return "Observation?_profile:below=http://example.org/";
        yield return "Observation?_profile:below=http://example.org/StructureDefinition/r&_summary=count";
        yield return "Observation?_profile:above=http://example.org/StructureDefinition/routine/x";
        yield return "Questionnaire?url:below=http://example.org/";
    }

    private static IEnumerable<string> Negations()
    {
        yield return $"Observation?code:not-in={CustomSearch.Tests}";
        yield return $"Observation?_tag:not-in={Local}&_summary=count";
        yield return $"Patient?_has:Observation:patient:code:not-in={Local}";
    }
}
