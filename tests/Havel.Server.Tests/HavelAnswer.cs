using System.Text;
using System.Text.Json;

namespace Havel.Server.Tests;

/// <summary>What a server answered, byte for byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers, sorted by name.</param>
/// <param name="Body">The body.</param>
public sealed record HavelAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Bundle.total; null where there is none.</summary>
    public int? Total => Json.TryGetProperty("total", out var total) ? total.GetInt32() : null;

    /// <summary>Bundle.entry, all of them.</summary>
    public IReadOnlyList<JsonElement> Entries =>
        Json.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray()] : [];

    /// <summary><c>Type/id</c> of the entries' resources, outcomes left out.</summary>
    public IReadOnlyList<string> Ids =>
    [
        .. from entry in Entries
           where entry.TryGetProperty("resource", out _)
           let resource = entry.GetProperty("resource")
           where resource.TryGetProperty("id", out _)
           select $"{resource.GetProperty("resourceType").GetString()}/{resource.GetProperty("id").GetString()}",
    ];

    /// <summary>The header's value, or null.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The URL of a Bundle's link, or null.</summary>
    public string? Link(string relation) => (from link in Json.GetProperty("link").EnumerateArray()
                                             where link.GetProperty("relation").GetString() == relation
                                             select link.GetProperty("url").GetString()).FirstOrDefault();

    /// <summary>The diagnostics of all issues, joined.</summary>
    public string Diagnostics => string.Join(" ", Json.GetProperty("issue").EnumerateArray()
        .Select(issue => issue.GetProperty("diagnostics").GetString()));
}
