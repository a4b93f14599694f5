using System.Text.Json;

namespace Havel.Fhir.Packages;

/// <summary><c>package.json</c>. Source: https://confluence.hl7.org/display/FHIR/NPM+Package+Specification.</summary>
internal sealed record PackageManifest(
    string Name, string Version, IReadOnlyList<string> FhirVersions, IReadOnlyDictionary<string, string> Dependencies)
{
    private const int LongestName = 200;

    /// <summary>Reads the file; null, and why, where it names no usable package.</summary>
    public static PackageManifest? Read(ReadOnlySpan<byte> json, out string? fault)
    {
        fault = null;
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind == JsonValueKind.Object)
                return Of(root, out fault);

            fault = "package.json is no JSON object.";
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter is how bad UTF-8 within a string is told.
            fault = "package.json is no sound JSON in UTF-8.";
        }

        return null;
    }

    private static PackageManifest? Of(JsonElement root, out string? fault)
    {
        var name = Text(root, "name");
        var version = Text(root, "version");
        fault = IsName(name) && IsName(version)
            ? null
            : "package.json must give name and version, of letters, digits, '.', '-', '_' and '+'.";
        if (fault is not null)
            return null;

        var versions = Texts(root, "fhirVersions");
        if (versions.Length == 0)
            versions = Texts(root, "fhir-version-list");
        return new PackageManifest(name, version, versions, DependenciesOf(root));
    }

    private static Dictionary<string, string> DependenciesOf(JsonElement root)
    {
        var dependencies = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("dependencies", out var found) || found.ValueKind != JsonValueKind.Object)
            return dependencies;

        foreach (var dependency in found.EnumerateObject())
        {
            if (dependency.Value.ValueKind == JsonValueKind.String)
                dependencies[dependency.Name] = dependency.Value.GetString()!;
        }

        return dependencies;
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;

    private static string[] Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(IsString).Select(item => item.GetString()!)]
            : [];

    private static bool IsString(JsonElement item) => item.ValueKind == JsonValueKind.String;

    /// <summary>Names become parts of file names and messages, so they must be harmless.</summary>
    private static bool IsName(string text) => text.Length is > 0 and <= LongestName
        && text[0] != '.'
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+');
}
