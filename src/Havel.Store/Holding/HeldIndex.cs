using System.Collections.Concurrent;

namespace Havel.Store.Holding;

/// <summary>What is held at this moment, for any thread to look at: the writer adds what is in the journal, and takes
/// out what is in the database. So a resource is always in one of the two, or in both: look here first.</summary>
internal sealed class HeldIndex
{
    private readonly ConcurrentDictionary<long, HeldCreate> _byKey = new();
    private readonly int[] _ofType;
    private volatile int _count;

    /// <summary>Makes an empty one.</summary>
    /// <param name="highestType">The highest number of a resource type.</param>
    public HeldIndex(int highestType) => _ofType = new int[highestType + 1];

    public bool IsEmpty => _count == 0;

    /// <summary>Whether a resource of that type is held.</summary>
    public bool HasType(int type) => Volatile.Read(ref _ofType[type]) != 0;

    /// <summary>The held resource of that name, or null.</summary>
    public HeldCreate? Find(int type, string id, long key) =>
        _byKey.TryGetValue(key, out var held) && held.Type == type
            && held.Sign.IsShown && string.Equals(held.Id, id, StringComparison.Ordinal) ? held : null;

    public void Add(HeldCreate create)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _ofType[create.Type]);
        _byKey[create.Key] = create;
    }

    public void Remove(HeldCreate create)
    {
        _byKey.TryRemove(create.Key, out _);
        Interlocked.Decrement(ref _ofType[create.Type]);
        Interlocked.Decrement(ref _count);
    }
}
