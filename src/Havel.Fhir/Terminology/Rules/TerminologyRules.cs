namespace Havel.Fhir.Terminology.Rules;

/// <summary>What a request says of the versions and supplements to be used.
/// Source: https://hl7.org/fhir/R4/valueset-operation-expand.html.</summary>
internal sealed record TerminologyRules
{
    // Before the rules that are made with it: static fields are set in the order of the text.
    private static readonly Dictionary<string, string> NoVersions = [];

    /// <summary>What holds where nobody says anything: the newest of everything, and the newest where the wished for
    /// version is not there.</summary>
    public static readonly TerminologyRules Lenient = new() { IsLenient = true };

    /// <summary>Whether another version serves where the one asked for is missing.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Versions of systems for which the value set names none.</summary>
    public IReadOnlyDictionary<string, string> DefaultVersions { get; init; } = NoVersions;

    /// <summary>Versions that must come out; others are an error.</summary>
    public IReadOnlyDictionary<string, string> CheckedVersions { get; init; } = NoVersions;

    /// <summary>Versions that are used whatever the value set names.</summary>
    public IReadOnlyDictionary<string, string> ForcedVersions { get; init; } = NoVersions;

    /// <summary>Versions of value sets for which a reference names none.</summary>
    public IReadOnlyDictionary<string, string> ValueSetVersions { get; init; } = NoVersions;

    /// <summary>Canonicals of the supplements to be used.</summary>
    public IReadOnlyList<string> Supplements { get; init; } = [];

    /// <summary>The version of a system that counts.</summary>
    /// <param name="url">The system.</param>
    /// <param name="named">The version the value set or coding names, or null.</param>
    public string? VersionOf(string url, string? named) =>
        ForcedVersions.GetValueOrDefault(url)
        ?? named
        ?? DefaultVersions.GetValueOrDefault(url)
        ?? CheckedVersions.GetValueOrDefault(url);
}
