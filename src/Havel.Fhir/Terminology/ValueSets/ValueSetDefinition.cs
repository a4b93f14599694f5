namespace Havel.Fhir.Terminology.ValueSets;

/// <summary>A ValueSet resource, read as far as its meaning goes.
/// Source: https://hl7.org/fhir/R4/valueset.html.</summary>
internal sealed record ValueSetDefinition
{
    public string Url { get; init; } = "";

    public string? Version { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public bool IsExperimental { get; init; }

    /// <summary>Whether inactive codes are members; null where nothing is said, which means they are.</summary>
    public bool? Inactive { get; init; }

    public IReadOnlyList<ValueSetInclude> Includes { get; init; } = [];

    public IReadOnlyList<ValueSetInclude> Excludes { get; init; } = [];

    /// <summary>Canonicals of the supplements without which the value set has no meaning.</summary>
    public IReadOnlyList<string> Supplements { get; init; } = [];

    /// <summary>Parameters that the value set wants its expansion to have, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The value sets within, by id.</summary>
    public IReadOnlyDictionary<string, ValueSetDefinition> Contained { get; init; } =
        new Dictionary<string, ValueSetDefinition>();

    /// <summary>Whether the resource says what is in it, by compose or by expansion.</summary>
    public bool HasContent { get; init; } = true;

    /// <summary>The resource, for the head of an expansion; null for one that exists by rule alone.</summary>
    public Func<ReadOnlyMemory<byte>>? Source { get; init; }

    /// <summary>The address with version, as messages name it.</summary>
    public string Canonical => Version is null ? Url : $"{Url}|{Version}";
}
