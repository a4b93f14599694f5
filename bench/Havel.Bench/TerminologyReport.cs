using System.Diagnostics;
using System.Globalization;
using System.Text;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Havel.Store.Terminology;

namespace Havel.Bench;

/// <summary>What a large code system in the store costs: look-ups, subsumption, filters, expansions.
/// <c>terminology make FOLDER CONCEPTS</c> writes a made-up release for <c>havel terminology import</c>;
/// <c>terminology ask DATA</c> asks what was imported.</summary>
internal static class TerminologyReport
{
    private const string Url = "http://snomed.info/sct";
    private const int Questions = 200_000;
    private const int Rounds = 3;

    public static void Run(string[] args, TextWriter output)
    {
        if (args is ["make", var folder, var count])
            new MadeUpRelease(folder, int.Parse(count, CultureInfo.InvariantCulture)).Write();
        else if (args is ["ask", var data])
            Ask(data, output);
        else
            output.WriteLine("terminology make FOLDER CONCEPTS | terminology ask DATA");
    }

    private static void Ask(string data, TextWriter output)
    {
        using var folder = TerminologyFolder.Open(data);
        var system = folder.Find(Url, null) ?? throw new InvalidOperationException($"{data} has no {Url}.");
        var count = (int)system.Count!.Value;
        var codes = Enumerable.Range(0, count).Select(MadeUpRelease.Id)
            .Select(id => Encoding.UTF8.GetBytes(id.ToString(CultureInfo.InvariantCulture))).ToArray();
        output.WriteLine($"{count:N0} concepts, {folder.All[0].Bytes / 1e6:N0} MB on disk");
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            Time(output, "find a code", Questions, () => system.Find(codes[random.Next(count)]));
            Time(output, "find and display", Questions, () => system.Display(system.Find(codes[random.Next(count)])));
            Time(output, "is one above the other", Questions, () => system.IsAbove(
                new Concept(random.Next(count / 20)), new Concept(random.Next(count))));
            Time(output, "all properties", Questions / 10, () => system.PropertiesOf(new Concept(random.Next(count))));
            Expand(folder, output);
        }

        output.WriteLine($"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB at most");
    }

    private static void Expand(TerminologyFolder folder, TextWriter output)
    {
        var system = folder.Find(Url, null)!;
        var engine = new TerminologyEngine(ConformanceCatalog.Core, folder);
        var middle = system.Code(system.Find(Encoding.UTF8.GetBytes("1000000050")));
        var request = $"{Url}?fhir_vs=isa/{middle}";
        var start = Stopwatch.GetTimestamp();
        var below = system.Descendants(system.Find(Encoding.UTF8.GetBytes(middle))).Count();
        Line(output, $"descendants of one concept ({below:N0})", start);
        start = Stopwatch.GetTimestamp();
        var found = system.FindWords("ba ce")!.Count();
        Line(output, $"concepts by two beginnings of words ({found:N0})", start);
        foreach (var filter in (string[])["ceba", "ba ce", ""])
        {
            start = Stopwatch.GetTimestamp();
            var answer = TerminologyOperations.Expand(
                engine, Parameters(request, filter), new(DateTimeOffset.UnixEpoch));
            Line(output, $"$expand of what is below it, filter '{filter}', 50 codes (status {answer.Status})", start);
        }
    }

    private static OperationParameters Parameters(string valueSet, string filter)
    {
        var pairs = new List<KeyValuePair<string, string>> { new("url", valueSet), new("count", "50") };
        if (filter.Length > 0)
            pairs.Add(new("filter", filter));
        return OperationParameters.OfQuery(pairs);
    }

    private static void Time(TextWriter output, string what, int times, Action question)
    {
        var start = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
            question();
        output.WriteLine($"{what}: {times / Stopwatch.GetElapsedTime(start).TotalSeconds:N0}/s");
    }

    private static void Line(TextWriter output, string what, long start) =>
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:N1} ms");
}
