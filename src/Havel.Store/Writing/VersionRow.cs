using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>What a new version writes into <c>resource</c>.</summary>
/// <param name="Place">Rid, subject, clinical date, guard.</param>
/// <param name="Version">From 1.</param>
/// <param name="Updated">Milliseconds since 1970 UTC.</param>
/// <param name="Method">How it came to be.</param>
/// <param name="Body">The bytes as they are stored; empty for a deletion.</param>
internal readonly record struct VersionRow(
    Place Place, int Version, long Updated, WriteMethod Method, ReadOnlyMemory<byte> Body);
