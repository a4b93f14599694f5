namespace Havel.Store.Checking;

/// <summary>What a check of the whole store found.</summary>
public sealed class CheckReport
{
    private readonly List<string> _faults = [];

    /// <summary>Resources looked at, deleted ones too.</summary>
    public long Resources { get; internal set; }

    /// <summary>How many of them are in the journal and not in the tables yet.</summary>
    public long Held { get; internal set; }

    /// <summary>Index rows there are.</summary>
    public long IndexRows { get; internal set; }

    /// <summary>How many faults there are.</summary>
    public int FaultCount { get; private set; }

    /// <summary>The first <see cref="Limits.ReportedFaults"/> of them, one sentence each. They name resources: for the
    /// operator only.</summary>
    public IReadOnlyList<string> Faults => _faults;

    internal void Add(string fault)
    {
        FaultCount++;
        if (_faults.Count < Limits.ReportedFaults)
            _faults.Add(fault);
    }
}
