using Havel.Store.Writing;

namespace Havel.Server.Importing;

/// <summary>One result of reading an item: a resource ready for the store, one that waits for the others, or a
/// fault.</summary>
internal readonly record struct ImportedResource
{
    /// <summary>The resource; null where it waits or is faulty.</summary>
    public ReadyResource? Ready { get; init; }

    /// <summary>A hash of its bytes without whitespace: two items of one id and one hash are one.</summary>
    public long Content { get; init; }

    /// <summary>A resource whose references are searches: they can be answered when all else is loaded. Null for
    /// none.</summary>
    public DeferredResource? Deferred { get; init; }

    /// <summary>Why it is not loaded, or what is dubious about it though it is.</summary>
    public ImportFault? Fault { get; init; }

    /// <summary>Where it stood.</summary>
    public ImportItem Source { get; init; }
}
