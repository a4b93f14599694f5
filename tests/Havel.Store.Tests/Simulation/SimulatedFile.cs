namespace Havel.Store.Tests.Simulation;

/// <summary>A file of a simulated disk: what programs see of it, and what would be left of it without power. What was
/// written since the last sync may be lost, in any part: sector by sector, in any order.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;

    private readonly List<(long Offset, byte[] Bytes)> _unsynced = [];
    private byte[] _seen = [];
    private byte[] _safe = [];
    private int _seenLength;
    private int _safeLength;

    public int Length => _seenLength;

    /// <summary>Copies what there is; the rest of the span is zero.</summary>
    /// <returns>Whether the span was filled.</returns>
    public bool Read(long offset, Span<byte> into)
    {
        var there = (int)Math.Clamp(_seenLength - offset, 0, into.Length);
        if (there > 0)
            _seen.AsSpan((int)offset, there).CopyTo(into);

        into[there..].Clear();
        return there == into.Length;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Put(ref _seen, ref _seenLength, offset, bytes);
        _unsynced.Add((offset, bytes.ToArray()));
    }

    /// <summary>Shortens the file. A file system does that in its journal, so it is safe at once.</summary>
    public void Truncate(long length)
    {
        Cut(_seen, ref _seenLength, (int)length);
        Cut(_safe, ref _safeLength, (int)length);
        _unsynced.RemoveAll(write => write.Offset >= length);
    }

    public void Sync()
    {
        foreach (var (offset, bytes) in _unsynced)
            Put(ref _safe, ref _safeLength, offset, bytes);

        _unsynced.Clear();
    }

    /// <summary>Leaves what a loss of power leaves: all that was synced, and of the rest what chance decides.</summary>
    public void LosePower(Random chance)
    {
        // Mostly a disk writes nearly all or nearly nothing of what waits: both ends are as likely as the middle.
        var kept = chance.Next(3) switch { 0 => 0.0, 1 => 1.0, _ => chance.NextDouble() };
        foreach (var (offset, bytes) in _unsynced)
        {
            for (var start = 0; start < bytes.Length;)
            {
                var end = (int)Math.Min(bytes.Length, ((offset + start) / Sector * Sector) + Sector - offset);
                if (chance.NextDouble() < kept)
                    Put(ref _safe, ref _safeLength, offset + start, bytes.AsSpan(start..end));

                start = end;
            }
        }

        _unsynced.Clear();
        _seen = _safe.AsSpan(0, _safeLength).ToArray();
        _seenLength = _safeLength;
    }

    private static void Put(ref byte[] content, ref int length, long offset, ReadOnlySpan<byte> bytes)
    {
        var end = checked((int)offset + bytes.Length);
        if (end > content.Length)
            Array.Resize(ref content, Math.Max(end, content.Length * 2));

        bytes.CopyTo(content.AsSpan((int)offset));
        length = Math.Max(length, end);
    }

    private static void Cut(byte[] content, ref int length, int wanted)
    {
        if (wanted >= length)
            return;

        content.AsSpan(wanted, length - wanted).Clear();
        length = wanted;
    }
}
