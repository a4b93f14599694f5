using Havel.Store.Indexing;

namespace Havel.Store.Parameters;

/// <summary>Some resources of a job with the rows they are to get, derived outside the writer's turn.</summary>
/// <param name="Job">The job as it stands when they are written.</param>
/// <param name="Index">What the rows were derived by.</param>
/// <param name="Resources">The resources.</param>
/// <param name="IsLast">Whether the job is done with them.</param>
internal sealed record IndexChunk(
    IndexJob Job, ActiveIndex Index, IReadOnlyList<(long Rid, int Version, IndexRows Rows)> Resources, bool IsLast);
