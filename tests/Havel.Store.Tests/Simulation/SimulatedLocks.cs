using System.Runtime.InteropServices;

namespace Havel.Store.Tests.Simulation;

/// <summary>The locks and the shared memory of one file, as the connections of one process hold them. Source:
/// https://sqlite.org/lockingv3.html and https://sqlite.org/walformat.html#wal_locks.</summary>
internal sealed class SimulatedLocks
{
    private const int Shared = 1;
    private const int Reserved = 2;
    private const int Exclusive = 4;
    private const int SharedSlot = 4;
    private const int UnlockSlot = 1;
    private const int Slots = 8;

    private readonly Dictionary<nint, int> _levels = [];
    private readonly Dictionary<nint, int>[] _slots = [.. Enumerable.Range(0, Slots).Select(_ => NewSlot())];

    /// <summary>The regions of shared memory, native addresses. They are never freed: a connection of a machine that
    /// lost its power may still look at them.</summary>
    private readonly List<nint> _regions = [];

    public bool IsReserved => _levels.ContainsValue(Reserved) || _levels.ContainsValue(Exclusive);

    /// <summary>Raises a connection's lock on the file.</summary>
    public bool Raise(nint handle, int level)
    {
        var others = _levels.Where(held => held.Key != handle).Select(held => held.Value).ToList();
        var fits = level switch
        {
            Shared => !others.Contains(Exclusive),
            Reserved => others.TrueForAll(other => other < Reserved),
            _ => others.TrueForAll(other => other == 0),
        };
        if (fits)
            _levels[handle] = Math.Max(level, _levels.GetValueOrDefault(handle));

        return fits;
    }

    /// <summary>Lowers a connection's lock on the file.</summary>
    /// <returns>Whether the connection still holds one.</returns>
    public bool Lower(nint handle, int level)
    {
        if (level == 0)
            return _levels.Remove(handle) && false;

        _levels[handle] = level;
        return true;
    }

    /// <summary>The address of a region of shared memory; 0 where it is not there and must not be made.</summary>
    public unsafe nint Region(int number, int size, bool makes)
    {
        while (_regions.Count <= number)
        {
            if (!makes)
                return 0;

            _regions.Add((nint)NativeMemory.AllocZeroed((nuint)size));
        }

        return _regions[number];
    }

    /// <summary>Takes or gives back locks of the shared memory.</summary>
    /// <param name="handle">The connection.</param>
    /// <param name="first">The first slot.</param>
    /// <param name="count">How many.</param>
    /// <param name="flags">SQLite's: 1 to give back, 4 for a shared one.</param>
    public bool Slot(nint handle, int first, int count, int flags)
    {
        if ((flags & UnlockSlot) != 0)
        {
            for (var slot = first; slot < first + count; slot++)
                _slots[slot].Remove(handle);

            return true;
        }

        var level = (flags & SharedSlot) != 0 ? Shared : Exclusive;
        for (var slot = first; slot < first + count; slot++)
        {
            foreach (var (holder, held) in _slots[slot])
            {
                if (holder != handle && (held == Exclusive || level == Exclusive))
                    return false;
            }
        }

        for (var slot = first; slot < first + count; slot++)
            _slots[slot][handle] = level;

        return true;
    }

    /// <summary>A connection closes the file.</summary>
    public void Forget(nint handle)
    {
        _levels.Remove(handle);
        foreach (var slot in _slots)
            slot.Remove(handle);
    }

    private static Dictionary<nint, int> NewSlot() => [];
}
