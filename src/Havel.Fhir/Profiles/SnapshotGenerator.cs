using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Snapshots;

namespace Havel.Fhir.Profiles;

/// <summary>Makes the snapshot of a definition from its differential and its base.
/// Source: https://hl7.org/fhir/R4/profiling.html#snapshot.</summary>
public static class SnapshotGenerator
{
    /// <summary>Generates a snapshot; whatever is wrong comes back as issues, in bounded time.</summary>
    /// <param name="definition">What to generate for; a snapshot it already has is not looked at.</param>
    /// <param name="find">Finds a definition by canonical address (<c>url</c> or <c>url|version</c>), without
    /// generating anything; null for none.</param>
    public static SnapshotResult Generate(StructureDefinition definition, Func<string, StructureDefinition?> find) =>
        new SnapshotSession(find).Generate(definition);

    /// <summary>Holds a definition against its base: the differential or, where a snapshot was shipped, that snapshot,
    /// which nobody has checked so far.</summary>
    public static IReadOnlyList<Issue> Check(StructureDefinition definition, Func<string, StructureDefinition?> find) =>
        new SnapshotSession(find).Check(definition);
}
