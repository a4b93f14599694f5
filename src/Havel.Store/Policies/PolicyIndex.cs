using System.Collections.Immutable;
using Havel.Consent.Policies;
using Havel.Store.Schema;
using Havel.Store.Databases;

namespace Havel.Store.Policies;

/// <summary>The policies of all patients: the working state of the writer, and the snapshots that readers take by the
/// policy version their transaction sees. A Consent is so in force with the very commit that stores it.</summary>
internal sealed class PolicyIndex
{
    private readonly PolicyReader _reader;
    private readonly SubjectPolicyTable? _numbers;
    private ImmutableArray<PolicySnapshot> _published;

    /// <summary>What a reader has met of another process's.</summary>
    private volatile PolicySnapshot? _foreign;

    public PolicyIndex(Connection writer, PolicyReader reader)
    {
        _reader = reader;
        _numbers = writer.IsShared ? new SubjectPolicyTable(writer) : null;
        Working = reader.Load(writer);
        _published = [Working];
    }

    /// <summary>What holds inside the writer's transaction. Immutable, so a copy of the reference undoes a
    /// batch.</summary>
    public PolicySnapshot Working { get; set; }

    /// <summary>The newest that is known. Whoever works with it asks in the end whether it fitted what was
    /// read.</summary>
    public PolicySnapshot Newest => _foreign is { } foreign && foreign.Version > _published[0].Version
        ? foreign
        : _published[0];

    /// <summary>Whether a snapshot is, and is still, what a version of the policies says: one whose commit failed is
    /// not.</summary>
    public bool Holds(PolicySnapshot snapshot, long version) =>
        snapshot.Version == version && (ReferenceEquals(snapshot, _foreign) || _published.Contains(snapshot));

    /// <summary>The snapshot that fits the transaction of a connection.</summary>
    public PolicySnapshot For(Connection connection)
    {
        var version = PolicyReader.VersionOf(connection);
        foreach (var snapshot in _published)
        {
            if (snapshot.Version == version)
                return snapshot;
        }

        if (_foreign is { } foreign && foreign.Version == version)
            return foreign;

        return connection.IsShared ? Advance(connection, version) : _reader.Load(connection);
    }

    /// <summary>Before the writer works: takes in what other processes have changed. A database that knows less than
    /// memory has taken over from one that is lost: all is read anew.</summary>
    public void Renew(Connection writer)
    {
        var version = PolicyReader.VersionOf(writer);
        if (version < Working.Version)
        {
            Working = _reader.Load(writer);
            _foreign = null;
            _published = [Working];
        }
        else if (version != Working.Version)
        {
            Publish(Working = _reader.Advance(writer, Working));
        }
    }

    /// <summary>A patient has said something else, in the writer's transaction.</summary>
    public void Spoke(Connection writer, PatientPolicy policy)
    {
        var before = Working;
        Working = PolicyReader.WithSubjectsOf(writer, Working.With(policy), policy.Patient);
        if (_numbers is null)
            return;

        _numbers.Add(before.Numbers, Working.Numbers);
        foreach (var subject in PolicyReader.SubjectsOf(writer, policy.Patient))
            _numbers.Put(subject, Working);
    }

    /// <summary>There is a new set of patients of whom one has said something: readers must not take it for one that is
    /// silent.</summary>
    public void Met(long subject, IReadOnlyList<string> patients)
    {
        var before = Working;
        Working = Working.WithSubject(subject, patients);
        _numbers?.Add(before.Numbers, Working.Numbers);
        _numbers?.Put(subject, Working);
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
        Publish(Working);
    }

    /// <summary>After a commit that failed: back to what is on disk.</summary>
    public void RollBack(PolicySnapshot before)
    {
        Working = before;
        if (!ReferenceEquals(_published[0], before))
            ImmutableInterlocked.InterlockedExchange(ref _published, _published.RemoveAt(0));
    }

    /// <summary>What other processes have changed since the newest snapshot that is not newer than the transaction. The
    /// writer's own memory follows when it writes next.</summary>
    private PolicySnapshot Advance(Connection reader, long version)
    {
        foreach (var snapshot in _published)
        {
            if (snapshot.Version > version)
                continue;

            var now = _reader.Advance(reader, snapshot);
            _foreign = now;
            return now;
        }

        return _reader.Load(reader);
    }

    private void Publish(PolicySnapshot snapshot)
    {
        var kept = _published.Length < Limits.PolicySnapshots ? _published : _published.RemoveAt(_published.Length - 1);
        ImmutableInterlocked.InterlockedExchange(ref _published, kept.Insert(0, snapshot));
    }
}
