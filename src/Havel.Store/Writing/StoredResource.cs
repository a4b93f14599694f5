using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>A row of <c>resource</c> as the writer meets it, without its body.</summary>
internal readonly record struct StoredResource(
    int Type, string Id, int Version, Place Place, long Updated, bool IsDeleted)
{
    public long Rid => Place.Rid;
}
