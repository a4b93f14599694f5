using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Expanding;

/// <summary>The codes of a value set, and what was used to find them.</summary>
internal sealed class Expansion
{
    public List<ExpansionEntry> Entries { get; } = [];

    /// <summary>Whether more codes follow that nobody asked for, so that their number is not known.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether entries may stand in one another: not where the value set lists them.</summary>
    public bool HasHierarchy { get; set; }

    /// <summary>Why there are no codes; else null.</summary>
    public TerminologyIssue? Fault { get; set; }

    /// <summary>The code systems used, by canonical with version.</summary>
    public Dictionary<string, ICodeSystem> Systems { get; } = new(StringComparer.Ordinal);

    /// <summary>The value sets that were included, by canonical with version.</summary>
    public Dictionary<string, ValueSetDefinition> ValueSets { get; } = new(StringComparer.Ordinal);
}
