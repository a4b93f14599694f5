using System.Text.Json;

namespace Havel.Definitions.Generator;

/// <summary>Short ways to the members of a JSON object that may be missing.</summary>
internal static class JsonReading
{
    public static string Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;

    public static bool Flag(this JsonElement json, string name, bool otherwise = false) =>
        json.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    public static string[] Texts(this JsonElement json, string name) =>
        [.. json.Items(name).Select(item => item.GetString() ?? string.Empty)];

    /// <summary>The last part of a canonical address of HL7's own: the name of the type it defines.</summary>
    public static string LastSegment(string canonical) => canonical[(canonical.LastIndexOf('/') + 1)..];

    public static string WithoutVersion(string canonical) =>
        canonical.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? canonical[..bar] : canonical;
}
