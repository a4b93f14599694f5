using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Havel.Fhir.Tests.Terminology.Suite;

/// <summary>Compares an answer with what the suite expects: order in lists never counts, <c>$...$</c> marks what may
/// differ or be absent. Source: readme.md of the suite.</summary>
internal sealed partial class SuiteComparison(IReadOnlyCollection<string> modes)
{
    /// <summary>The first difference; null for none.</summary>
    public string? Find(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject wanted, JsonObject found) => FindIn(wanted, found, path),
        (JsonArray wanted, JsonArray found) => FindIn(wanted, found, path),
        (JsonValue wanted, JsonValue found) => Fits(wanted, found)
            ? null
            : $"{path}: {found} where {wanted} is expected",
        _ => $"{path}: {actual?.ToJsonString() ?? "nothing"} where {expected?.ToJsonString()} is expected",
    };

    private string? FindIn(JsonObject wanted, JsonObject found, string path)
    {
        var optional = wanted["$optional-properties$"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet()
            ?? [];
        foreach (var (name, value) in found)
        {
            if (!wanted.ContainsKey(name))
                return $"{path}: unexpected {name}: {value?.ToJsonString()}";
            if (Find(wanted[name], value, $"{path}.{name}") is { } difference)
                return difference;
        }

        foreach (var (name, value) in wanted)
        {
            if (!name.StartsWith('$') && !found.ContainsKey(name) && !optional.Contains(name) && !IsOptional(value))
                return $"{path}: {name} is missing: {value?.ToJsonString()}";
        }

        return null;
    }

    private string? FindIn(JsonArray wanted, JsonArray found, string path)
    {
        var left = found.ToList();
        foreach (var item in wanted)
        {
            var match = left.FindIndex(other => Find(item, other, path) is null);
            if (match >= 0)
                left.RemoveAt(match);
            else if (!IsOptional(item))
                return $"{path}: nothing fits {item?.ToJsonString()}"
                    + (found.Count == 1 ? $": {Find(item, found[0], path)}" : "");
        }

        return left.Count == 0 ? null : $"{path}: unexpected {left[0]?.ToJsonString()}";
    }

    // "!mode" says: optional unless that mode is on.
    private bool IsOptional(JsonNode? node) => node switch
    {
        JsonObject item when item["$optional$"] is JsonValue mark =>
            mark.TryGetValue<bool>(out var isOptional)
                ? isOptional
                : !modes.Contains(mark.GetValue<string>().TrimStart('!')),
        JsonArray { Count: > 0 } list => list.All(IsOptional),
        _ => false,
    };

    private static bool Fits(JsonValue wanted, JsonValue found)
    {
        if (!wanted.TryGetValue<string>(out var text) || !text.StartsWith('$') || !text.EndsWith('$'))
            return string.Equals(wanted.ToJsonString(), found.ToJsonString(), StringComparison.Ordinal);

        var value = found.ToString();
        if (text.StartsWith("$choice:", StringComparison.Ordinal))
            return text["$choice:".Length..^1].Split('|').Contains(value, StringComparer.Ordinal);

        return text switch
        {
            "$id$" => Id().IsMatch(value),
            "$uuid$" => Uuid().IsMatch(value),
            "$instant$" => Instant().IsMatch(value),
            _ => throw new InvalidOperationException($"The suite's mark {text} is not known."),
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-\.]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instant();
}
