using System.Collections.Concurrent;
using Havel.Consent.Grants;
using Havel.Store.Policies;
using Havel.Store.Databases;

namespace Havel.Store.Reading;

/// <summary>The reading connections. Each request has one for itself, in one transaction, so that a page, its total and
/// what it includes are of one moment and under one set of policies.</summary>
/// <param name="connect">Connects to where it reads.</param>
/// <param name="open">Makes a session of a connection.</param>
/// <param name="policies">What patients say.</param>
/// <param name="time">The clock.</param>
/// <param name="origin">Where it reads a copy: those who read what that follows. Else null.</param>
internal sealed class ReaderPool(
    Func<Connection> connect,
    Func<Connection, ReadSession> open,
    PolicyIndex policies,
    TimeProvider time,
    ReaderPool? origin = null) : IDisposable
{
    private readonly ConcurrentStack<ReadSession> _idle = new();
    private readonly SemaphoreSlim _free = new(Limits.Readers);

    // Who holds a snapshot may need another reader for a moment, so these are counted apart.
    private readonly ConcurrentStack<ReadSession> _followers = new();
    private readonly SemaphoreSlim _pins = new(Limits.Snapshots);
    private readonly PolicyFloor? _floor = origin is null ? null : new PolicyFloor(origin);

    /// <summary>Those who read where is written: itself, unless it reads a copy.</summary>
    public ReaderPool Origin => origin ?? this;

    /// <summary>Whether at least half of the readers are free: then whoever asks next does not wait.</summary>
    public bool IsAtLeisure => _free.CurrentCount >= Limits.Readers / 2;

    /// <summary>Runs a request.</summary>
    /// <param name="grant">Under which it sees.</param>
    /// <param name="input">What the request works on; an argument, so that nothing is captured.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="DatabaseException">Interrupted: the request took longer than
    /// <see cref="Limits.QuerySeconds"/>.</exception>
    public TResult Run<TInput, TResult>(Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (origin is null)
            return RunHere(grant, input, request, floor: 0);

        try
        {
            return RunHere(grant, input, request, FloorFor(grant));
        }
        catch (Exception failure) when (failure is BehindException || IsOfTheCopy(failure))
        {
            // The copy has not yet what patients have said meanwhile, or it is gone, or busy with following.
            return origin.Run(grant, input, request);
        }
    }

    private static bool IsOfTheCopy(Exception failure) =>
        failure is DatabaseException { IsLost: true } or DatabaseException { IsConflict: true };

    /// <summary>The policy version that is in force where is written; 0 for a grant that asks no policy.</summary>
    /// <exception cref="DatabaseException">Nobody can tell: then what patients have said cannot be known, and nothing
    /// is shown.</exception>
    private long FloorFor(Grant grant) => grant.IsUnrestricted || _floor is null ? 0 : _floor.Now();

    private TResult RunHere<TInput, TResult>(
        Grant grant, TInput input, Func<ReadSession, TInput, TResult> request, long floor)
    {
        _free.Wait();
        ReadSession? session = null;
        try
        {
            if (!_idle.TryPop(out session))
                session = open(connect());

            session.PolicyFloor = floor;
            try
            {
                return Run(session, grant, input, request);
            }
            catch (DatabaseException failure) when (failure.IsLost)
            {
                // It may have died while it was idle; if the database is there, another attempt connects anew.
                return Run(session, grant, input, request);
            }
        }
        finally
        {
            if (session is not null)
                _idle.Push(session);

            _free.Release();
        }
    }

    /// <summary>Whether the database answers.</summary>
    public bool Answers()
    {
        _free.Wait();
        ReadSession? session = null;
        try
        {
            if (!_idle.TryPop(out session))
                session = open(connect());

            return IsAlive(session.Connection) || IsAlive(session.Connection);
        }
        catch (DatabaseException)
        {
            return false;
        }
        finally
        {
            if (session is not null)
                _idle.Push(session);

            _free.Release();
        }
    }

    /// <summary>Reads a resource by one statement, which needs no transaction around it.</summary>
    public ReadResult Read(Grant grant, string type, string id)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (TryReadAlone(grant, type, id) is { } result)
            return result;

        return Run(grant, (type, id), static (reader, input) => ResourceReader.Read(reader, input.type, input.id));
    }

    private ReadResult? TryReadAlone(Grant grant, string type, string id)
    {
        var floor = FloorFor(grant);
        _free.Wait();
        ReadSession? session = null;
        try
        {
            if (!_idle.TryPop(out session))
                session = open(connect());

            session.PolicyFloor = floor;
            return ReadAlone(session, grant, type, id);
        }
        catch (DatabaseException failure) when ((failure.IsLost || failure.IsConflict) && origin is not null)
        {
            return null;
        }
        finally
        {
            if (session is not null)
                _idle.Push(session);

            _free.Release();
        }
    }

    /// <summary>Asks a single question that decides about nobody.</summary>
    public TResult Ask<TResult>(Func<Connection, TResult> question)
    {
        _free.Wait();
        ReadSession? session = null;
        try
        {
            if (!_idle.TryPop(out session))
                session = open(connect());

            try
            {
                return question(session.Connection);
            }
            catch (DatabaseException failure) when (failure.IsLost)
            {
                // It may have died while it was idle.
                return question(session.Connection);
            }
        }
        finally
        {
            if (session is not null)
                _idle.Push(session);

            _free.Release();
        }
    }

    private static bool IsAlive(Connection connection)
    {
        try
        {
            connection.BeginRead();
            var one = connection.Cached("SELECT 1");
            one.Step();
            one.Reset();
            connection.RollBack();
            return true;
        }
        catch (DatabaseException)
        {
            return false;
        }
    }

    /// <summary>Takes a reader for a snapshot, which brings it back. It reads where is written, never a copy that may
    /// be a moment behind.</summary>
    public Snapshot Pin()
    {
        if (origin is not null)
            return origin.Pin();

        _pins.Wait();
        try
        {
            if (!_followers.TryPop(out var session))
                session = open(connect());

            return new Snapshot(this, session, policies, time);
        }
        catch
        {
            _pins.Release();
            throw;
        }
    }

    /// <summary>Brings a pinned reader back; its transaction has ended.</summary>
    public void Unpin(ReadSession session)
    {
        _followers.Push(session);
        _pins.Release();
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var session) || _followers.TryPop(out session))
            session.Connection.Dispose();

        _free.Dispose();
        _pins.Dispose();
        origin?.Dispose();
    }

    private ReadResult? ReadAlone(ReadSession session, Grant grant, string type, string id)
    {
        session.Connection.LimitTime(time, TimeSpan.FromSeconds(Limits.QuerySeconds));
        try
        {
            var snapshot = session.BeginAlone(grant, policies);
            return ResourceReader.ReadAlone(session, type, id, version =>
                snapshot is null || (version >= session.PolicyFloor && policies.Holds(snapshot, version)));
        }
        catch (DatabaseException failure) when (failure.IsLost)
        {
            // It may have died while it was idle; who begins a transaction connects anew.
            return null;
        }
        finally
        {
            session.End();
            session.Connection.LimitTime(time, limit: null);
        }
    }

    private TResult Run<TInput, TResult>(
        ReadSession session, Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        if (session.Connection.IsShared)
            return RunShared(session, grant, input, request);

        var connection = session.Connection;
        connection.LimitTime(time, TimeSpan.FromSeconds(Limits.QuerySeconds));
        connection.BeginRead();
        try
        {
            session.Begin(grant, policies.For);
            return request(session, input);
        }
        finally
        {
            session.End();
            connection.LimitTime(time, limit: null);
            connection.RollBack();
        }
    }

    /// <summary>Where each question is a way over a wire, the request begins by what is known and asks along with its
    /// first statement whether that still holds; in the rare case that it does not, it is run again and asks
    /// first.</summary>
    private TResult RunShared<TInput, TResult>(
        ReadSession session, Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        var connection = session.Connection;
        connection.LimitTime(time, TimeSpan.FromSeconds(Limits.QuerySeconds));
        try
        {
            return TryAhead(session, grant, input, request, out var result)
                ? result
                : Within(session, () =>
                {
                    session.Begin(grant, NewEnough);
                    return request(session, input);
                });

            PolicySnapshot NewEnough(Connection reader)
            {
                var snapshot = policies.For(reader);
                return snapshot.Version >= session.PolicyFloor ? snapshot : throw new BehindException();
            }
        }
        finally
        {
            connection.LimitTime(time, limit: null);
        }
    }

    private bool TryAhead<TInput, TResult>(
        ReadSession session, Grant grant, TInput input, Func<ReadSession, TInput, TResult> request, out TResult result)
    {
        var isCurrent = false;
        result = Within(session, () =>
        {
            session.BeginAhead(grant, policies);
            try
            {
                var answer = request(session, input);
                isCurrent = session.WasCurrent(policies);
                return answer;
            }
            catch (DatabaseException failure) when (!failure.IsInterrupted && !failure.IsLost)
            {
                // What this process does not know yet may be outside what it sent along.
                isCurrent = false;
                return default!;
            }
        });
        return isCurrent;
    }

    private static TResult Within<TResult>(ReadSession session, Func<TResult> request)
    {
        session.Connection.BeginRead();
        session.IsAlone = true;
        try
        {
            return request();
        }
        finally
        {
            session.IsAlone = false;
            session.End();
            session.Connection.RollBack();
        }
    }
}
