using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Havel.Consent.Grants;
using Havel.Store.Interning;
using Havel.Store.Policies;
using Havel.Store.Sqlite;
using Havel.Store.Databases;

namespace Havel.Store.Reading;

/// <summary>The SQL function <c>permit(subject, guard)</c> of one connection: whether the grant of the running request
/// permits a resource. Results come in the order of subjects, so the last one is mostly the next one too.</summary>
internal sealed unsafe class Permit
{
    private readonly Connection _connection;
    private readonly GuardTable _guards;
    private readonly Dictionary<Shape, Verdicts> _verdicts = [];
    private readonly Dictionary<GrantKey, GrantShapes> _grants = [];
    private GrantShapes? _shapes;
    private Verdicts? _last;
    private long _lastSubject;

    /// <summary>Defines the function on a connection.</summary>
    public Permit(Connection connection, GuardTable guards)
    {
        _connection = connection;
        _guards = guards;
        if (connection is SqliteConnection sqlite)
            sqlite.Define("permit", 2, &Call, this);
    }

    /// <summary>From now on the function answers for that grant, by those policies.</summary>
    public void Begin(Grant grant, PolicySnapshot snapshot)
    {
        _last = null;
        var key = GrantKey.Of(grant);
        if (!_grants.TryGetValue(key, out var shapes))
        {
            if (_grants.Count >= Limits.CachedGrants)
                _grants.Clear();

            _grants[key] = shapes = new GrantShapes(VerdictsOf, MembersOf);
        }

        shapes.Begin(grant, snapshot);
        _shapes = shapes;
    }

    /// <summary>Until the next <see cref="Begin"/> the function fails.</summary>
    public void End()
    {
        _last = null;
        _shapes = null;
    }

    /// <summary>The same answer for a row that is already at hand.</summary>
    public bool Permits(long subject, int guard)
    {
        if (subject != _lastSubject || _last is null)
        {
            _last = _shapes!.Of(subject);
            _lastSubject = subject;
        }

        return _last.Permits(guard);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint context, int count, nint* arguments)
    {
        try
        {
            var permit = Unsafe.As<Permit>(FunctionCall.Target(context));
            var permitted = permit.Permits(FunctionCall.Int64(arguments, 0), (int)FunctionCall.Int64(arguments, 1));
            FunctionCall.Return(context, permitted ? 1 : 0);
        }
        catch (Exception)
        {
            FunctionCall.Fail(context);
        }
    }

    private Verdicts VerdictsOf(Shape shape)
    {
        if (_verdicts.TryGetValue(shape, out var known))
            return known;

        if (_verdicts.Count >= Limits.CachedShapes)
            _verdicts.Clear();

        return _verdicts[shape] = new Verdicts(shape, _guards);
    }

    private IReadOnlyList<string> MembersOf(long subject) => PolicyReader.MembersOf(_connection, subject);
}
