using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Bench;

/// <summary>The half of <c>bench/fhirpath.sh</c> that runs here: the expressions of a JSON file over the first 500
/// resources of each type, one thread. Writes a line an expression: name, evaluations a second, values found, bytes
/// allocated an evaluation; the line "mixed" goes resource by resource through all expressions of its type, but for
/// those with <c>resolve()</c>, which the other library cannot do alike.</summary>
internal sealed class FhirPathRun
{
    private const int Resources = 500;

    private readonly List<(string Name, string Type, FhirPathExpression Expression)> _expressions = [];
    private readonly Dictionary<string, List<Node>> _resources = new(StringComparer.Ordinal);
    private readonly EvaluationContext _context = new();
    private readonly FhirPathCollection _result = new(64);
    private readonly double _seconds;
    private long _values;

    private FhirPathRun(string data, string expressions, double seconds)
    {
        _seconds = seconds;
        var parser = new ResourceParser(FhirDefinitions.R4);
        foreach (var entry in JsonNode.Parse(File.ReadAllBytes(expressions))!.AsArray())
        {
            var type = entry!["type"]!.GetValue<string>();
            var text = entry["expr"]!.GetValue<string>();
            var compiled = FhirPathCompiler.Compile(text, FhirDefinitions.R4.FindType(type), FhirDefinitions.R4);
            _expressions.Add((entry["name"]!.GetValue<string>(), type,
                compiled.Expression ?? throw new InvalidDataException(compiled.Issues[0].Message)));
            if (!_resources.ContainsKey(type))
                _resources[type] = Read(parser, Path.Combine(data, type + ".ndjson"));
        }
    }

    /// <summary>Arguments: <c>--data DIR --expressions FILE [--secs N]</c>.</summary>
    public static void Report(string[] arguments, TextWriter output)
    {
        var seconds = double.Parse(Option(arguments, "--secs") ?? "1", CultureInfo.InvariantCulture);
        var run = new FhirPathRun(
            Option(arguments, "--data") ?? throw new InvalidDataException("--data DIR is missing"),
            Option(arguments, "--expressions") ?? throw new InvalidDataException("--expressions FILE is missing"),
            seconds);
        foreach (var (name, type, expression) in run._expressions)
            run.Time(output, name, () => run.Pass(expression, run._resources[type]));

        run.Time(output, "mixed", run.MixedPass());
    }

    private static string? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static List<Node> Read(ResourceParser parser, string path)
    {
        var nodes = new List<Node>();
        foreach (var line in File.ReadLines(path).Take(Resources))
            nodes.Add(parser.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Table!.Root);
        return nodes;
    }

    private int Pass(FhirPathExpression expression, List<Node> resources)
    {
        foreach (var resource in resources)
        {
            expression.Evaluate(resource, _context, _result);
            _values += _result.Count;
        }

        return resources.Count;
    }

    private Func<int> MixedPass()
    {
        var work = _resources.SelectMany(pair => pair.Value.Select(resource => (resource, _expressions
            .Where(each => each.Type == pair.Key
                && !each.Expression.Text.Contains("resolve()", StringComparison.Ordinal))
            .Select(each => each.Expression).ToArray()))).ToArray();
        return () =>
        {
            var evaluations = 0;
            foreach (var (resource, expressions) in work)
            {
                foreach (var expression in expressions)
                {
                    expression.Evaluate(resource, _context, _result);
                    _values += _result.Count;
                }

                evaluations += expressions.Length;
            }

            return evaluations;
        };
    }

    private void Time(TextWriter output, string name, Func<int> pass)
    {
        var warmUp = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warmUp).TotalSeconds < _seconds)
            pass();

        _values = 0;
        pass();
        var values = _values;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var evaluations = 0L;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < _seconds)
            evaluations += pass();
        var rate = evaluations / Stopwatch.GetElapsedTime(start).TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}\t{rate:F0}\t{values}\t{(double)bytes / evaluations:F1}"));
    }
}
