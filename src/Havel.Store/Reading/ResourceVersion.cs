using Havel.Store.Writing;

namespace Havel.Store.Reading;

/// <summary>One version of one resource, as it is sent.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Id">Logical id.</param>
/// <param name="Version">From 1.</param>
/// <param name="Updated">When it was written, to the millisecond.</param>
/// <param name="Method">How it came to be.</param>
/// <param name="Body">UTF-8 JSON, owned by the receiver; empty for a deletion.</param>
public readonly record struct ResourceVersion(
    string Type, string Id, long Version, DateTimeOffset Updated, WriteMethod Method, ReadOnlyMemory<byte> Body)
{
    /// <summary>For a contained resource that is answered by itself: its type. <see cref="Type"/> and
    /// <see cref="Id"/> are then those of its container, with <c>#</c> and its own id behind.</summary>
    public string? ContainedType { get; init; }

    public bool IsDeleted => Method == WriteMethod.Delete;
}
