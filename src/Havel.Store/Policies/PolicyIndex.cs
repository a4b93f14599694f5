using System.Collections.Immutable;
using Havel.Store.Schema;
using Havel.Store.Databases;

namespace Havel.Store.Policies;

/// <summary>The policies of all patients: the working state of the writer, and the snapshots that readers take by the
/// policy version their transaction sees. A Consent is so in force with the very commit that stores it.</summary>
internal sealed class PolicyIndex
{
    private readonly PolicyReader _reader;
    private ImmutableArray<PolicySnapshot> _published;

    public PolicyIndex(Connection writer, PolicyReader reader)
    {
        _reader = reader;
        Working = reader.Load(writer);
        _published = [Working];
    }

    /// <summary>What holds inside the writer's transaction. Immutable, so a copy of the reference undoes a
    /// batch.</summary>
    public PolicySnapshot Working { get; set; }

    /// <summary>The snapshot that fits the transaction of a connection.</summary>
    public PolicySnapshot For(Connection connection)
    {
        var version = PolicyReader.VersionOf(connection);
        foreach (var snapshot in _published)
        {
            if (snapshot.Version == version)
                return snapshot;
        }

        return _reader.Load(connection);
    }

    /// <summary>Before a commit: writes the next version where policies have changed, and lets readers find its
    /// snapshot.
    /// No reader can see that version before it is on disk.</summary>
    public void PrepareCommit(Connection writer)
    {
        var last = _published[0];
        if (ReferenceEquals(last, Working))
            return;

        Working = Working.As(last.Version + 1);
        var update = writer.Cached($"UPDATE meta SET value = ?1 WHERE name = '{MetaName.PolicyVersion}'");
        update.Bind(1, Working.Version);
        update.Run();
        var kept = _published.Length < Limits.PolicySnapshots ? _published : _published.RemoveAt(_published.Length - 1);
        ImmutableInterlocked.InterlockedExchange(ref _published, kept.Insert(0, Working));
    }

    /// <summary>After a commit that failed: back to what is on disk.</summary>
    public void RollBack(PolicySnapshot before)
    {
        Working = before;
        if (!ReferenceEquals(_published[0], before))
            ImmutableInterlocked.InterlockedExchange(ref _published, _published.RemoveAt(0));
    }
}
