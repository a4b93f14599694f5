using System.Collections.Concurrent;
using Havel.Store.Planning;

namespace Havel.Store.Reading;

/// <summary>Whose data rows of references were when last looked up. A plan is made with that, the look-up goes along
/// with the plan's first statement, and if it tells otherwise the request is run again. For any thread.</summary>
internal sealed class SubjectGuesses
{
    private readonly ConcurrentDictionary<(int Slot, long Value), long[]> _known = new();

    /// <summary>What is known of the rows of a seek; null for nothing.</summary>
    public long[]? Find(RowSeek seek) =>
        KeyOf(seek) is { } key && _known.TryGetValue(key, out var known) ? known : null;

    public void Keep(RowSeek seek, long[] subjects)
    {
        if (KeyOf(seek) is not { } key)
            return;

        if (_known.Count >= Limits.CachedSubjects)
            _known.Clear();

        _known[key] = subjects;
    }

    /// <summary>What was known was wrong.</summary>
    public void Forget(RowSeek seek)
    {
        if (KeyOf(seek) is { } key)
            _known.TryRemove(key, out _);
    }

    private static (int Slot, long Value)? KeyOf(RowSeek seek) =>
        seek is { Slots: [var slot], Test: TokenTest { System: null, Values: [var value] } } ? (slot, value) : null;
}
