using Havel.Store.Databases;

namespace Havel.Store.Policies;

/// <summary>Writes <c>policy</c> and <c>subject_policy</c>, by which the database itself judges rows and other
/// processes learn whose policies to read again.</summary>
internal sealed class SubjectPolicyTable(Connection writer)
{
    private readonly Statement _put =
        writer.PrepareMany(new ManyRows(ManyKind.Put, "subject_policy", ["subject"], "since", "policy"));

    private readonly Statement _insert =
        writer.PrepareMany(new ManyRows(ManyKind.Insert, "policy", ["id"], "key"));

    /// <summary>Writes the numbers that have been given since.</summary>
    public void Add(PolicyNumbers before, PolicyNumbers now)
    {
        for (var number = before.Last + 1; number <= now.Last; number++)
        {
            _insert.Bind(1, number);
            _insert.BindBlob(2, now.Samples[number].Content.Bytes.Span);
            _insert.Run();
        }
    }

    /// <summary>Sets the number of a subject's policy, under the version that the running transaction will have. Who
    /// has taken back all they said keeps a row: it tells others that there was a change.</summary>
    public void Put(long subject, PolicySnapshot working)
    {
        _put.Bind(1, subject);
        _put.Bind(2, working.Version + 1);
        _put.Bind(3, working.NumberOf(subject));
        _put.Run();
    }
}
