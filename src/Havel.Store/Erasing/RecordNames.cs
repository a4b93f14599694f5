namespace Havel.Store.Erasing;

/// <summary>The resources of a patient's record: what an erasure takes, and what it must leave to somebody.</summary>
/// <param name="Live">Type and id of those that are there.</param>
/// <param name="Gone">Type and id of those that are deleted and have a history still.</param>
/// <param name="Shared">Type and id of those that are other patients' too.</param>
public sealed record RecordNames(
    IReadOnlyList<(string Type, string Id)> Live,
    IReadOnlyList<(string Type, string Id)> Gone,
    IReadOnlyList<(string Type, string Id)> Shared);
