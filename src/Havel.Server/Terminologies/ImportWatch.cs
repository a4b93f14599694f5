namespace Havel.Server.Terminologies;

/// <summary>What an import tells while it runs: how far it is, and what it found odd.</summary>
/// <param name="tick">Called now and then, to show progress.</param>
/// <param name="stop">Set when the person wants no more of it.</param>
internal sealed class ImportWatch(Action tick, CancellationToken stop)
{
    private const int BytesBetweenTicks = 1 << 20;

    private readonly List<string> _remarks = [];
    private long _untilTick;

    /// <summary>Bytes of the publisher's files, unpacked.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many remarks there were.</summary>
    public int RemarkCount { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public void Read(int count)
    {
        Bytes += count;
        _untilTick -= count;
        if (_untilTick > 0)
            return;

        _untilTick = BytesBetweenTicks;
        stop.ThrowIfCancellationRequested();
        tick();
    }

    /// <summary>Notes something odd that does not end the import.</summary>
    public void Remark(string sentence)
    {
        RemarkCount++;
        if (_remarks.Count < Limits.MaxIssues)
            _remarks.Add(sentence);
    }
}
