using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles;

/// <summary>What came of generating a snapshot.</summary>
/// <param name="Elements">The elements, the root first; as far as they could be made where there are errors; empty
/// where the base is missing.</param>
/// <param name="Issues">What is wrong with the definition or its base, each naming the definition and the
/// element.</param>
public sealed record SnapshotResult(IReadOnlyList<ProfileElement> Elements, IReadOnlyList<Issue> Issues);
