using System.Text.Json;
using System.Text.RegularExpressions;
using Havel.Fhir.Definitions;
using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>Every searchable value of the history, so that no query has to be written by hand.</summary>
internal static partial class Harvest
{
    private static readonly Lazy<ILookup<string, Sample>> ByType =
        new(() => Read().Distinct().ToLookup(sample => sample.Type));

    /// <summary>The types of which the history has instances.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [.. History.Full.Select(step => step.Type).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Values that a parameter of a type finds: hidden ones first, of each kind of h, then others.</summary>
    public static IReadOnlyList<string> ValuesOf(string type, SearchParameterDefinition parameter, int most)
    {
        var elements = ElementsOf(type, parameter);
        var fitting = ByType.Value[type]
            .Where(sample => sample.Kind == parameter.Kind && elements.Exists(element => Fits(sample.Element, element)))
            .ToList();
        return
        [
            .. fitting.GroupBy(sample => sample.Hidden)
                .OrderByDescending(group => group.Key)
                .SelectMany(group => group
                    .Select(sample => sample.Value).Distinct().Select((value, rank) => (value, rank)))
                .OrderBy(pair => pair.rank)
                .Select(pair => pair.value)
                .Distinct()
                .Take(most),
        ];
    }

    private static bool Fits(string element, string named) =>
        element.StartsWith(named, StringComparison.Ordinal)
        && (element.Length == named.Length || char.IsUpper(element[named.Length]));

    private static List<string> ElementsOf(string type, SearchParameterDefinition parameter) =>
        [.. FirstElement().Matches(parameter.Expression ?? "")
            .Where(match => string.Equals(match.Groups["type"].Value, type, StringComparison.Ordinal))
            .Select(match => match.Groups["element"].Value)];

    private static IEnumerable<Sample> Read()
    {
        foreach (var step in History.Full)
        {
            if (step.Body is null)
                continue;

            using var document = JsonDocument.Parse(step.Body);
            foreach (var member in document.RootElement.EnumerateObject().ToList())
            {
                foreach (var (kind, value) in Values(member.Name, member.Value))
                    yield return new Sample(step.Type, member.Name, kind, value, step.Hidden);
            }
        }
    }

    private static IEnumerable<(SearchParameterKind Kind, string Value)> Values(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Values(name, item)),
            JsonValueKind.Object =>
            [
                .. OfObject(value),
                .. value.EnumerateObject().SelectMany(member => Values(member.Name, member.Value)),
            ],
            JsonValueKind.String => OfText(name, value.GetString()!),
            JsonValueKind.Number => [(SearchParameterKind.Number, value.GetRawText())],
            JsonValueKind.True => [(SearchParameterKind.Token, "true")],
            _ => [],
        };

    private static IEnumerable<(SearchParameterKind Kind, string Value)> OfObject(JsonElement value)
    {
        var system = Text(value, "system");
        if (value.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number)
            yield return (SearchParameterKind.Quantity, $"{number.GetRawText()}|{system}|{Text(value, "code")}");
        else if (system is not null && (Text(value, "code") ?? Text(value, "value")) is { } code)
            yield return (SearchParameterKind.Token, $"{system}|{code}");
    }

    private static IEnumerable<(SearchParameterKind Kind, string Value)> OfText(string name, string text)
    {
        if (name is "reference")
        {
            yield return (SearchParameterKind.Reference, text);
            yield break;
        }

        if (Date().IsMatch(text))
            yield return (SearchParameterKind.Date, text.Length > 10 ? text[..10] : text);
        else if (text.Contains("://", StringComparison.Ordinal))
            yield return (SearchParameterKind.Uri, text);
        else
            yield return (SearchParameterKind.String, text);

        if (!text.Contains(' ', StringComparison.Ordinal) && name is not ("data" or "display" or "text" or "family"))
            yield return (SearchParameterKind.Token, text);
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    [GeneratedRegex(@"\b(?<type>[A-Z]\w+)\.(?<element>[a-z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstElement();

    [GeneratedRegex(@"^\d{4}-\d\d(-\d\d.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Date();
}
