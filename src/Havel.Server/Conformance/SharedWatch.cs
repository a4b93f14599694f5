using Havel.Consent.Grants;
using Havel.Fhir.Packages;
using Havel.Store;
using Havel.Store.Databases;

namespace Havel.Server.Conformance;

/// <summary>Where several servers share a database: looks now and then whether another one has written conformance
/// resources, search parameters or organisations, and has what was made of them made anew.</summary>
internal sealed class SharedWatch : IDisposable
{
    private readonly FhirStore _store;
    private readonly ConformanceState _conformance;
    private readonly Grant _grant;
    private readonly Action _organizationsChanged;
    private readonly ITimer _timer;
    private int _isLooking;
    private long _conformanceAt;
    private long _organizationsAt;

    /// <summary>Begins to look.</summary>
    /// <param name="store">A store that others may write too.</param>
    /// <param name="conformance">What is in force here.</param>
    /// <param name="grant">A background grant.</param>
    /// <param name="organizationsChanged">Called when an Organization was written.</param>
    /// <param name="clock">The clock.</param>
    public SharedWatch(
        FhirStore store, ConformanceState conformance, Grant grant, Action organizationsChanged, TimeProvider clock)
    {
        (_store, _conformance, _grant) = (store, conformance, grant);
        _organizationsChanged = organizationsChanged;
        (_conformanceAt, _organizationsAt) = Times();
        _timer = clock.CreateTimer(_ => _ = Look(), null, Limits.SharedLook, Limits.SharedLook);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Looks once; what another look is doing just now is left to it.</summary>
    public async Task Look()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 1)
            return;

        try
        {
            var (conformance, organizations) = Times();
            if (organizations != _organizationsAt)
                _organizationsChanged();

            await _store.FollowAsync(_grant);
            if (conformance != _conformanceAt)
                _conformance.Forget();

            (_conformanceAt, _organizationsAt) = (conformance, organizations);
        }
        catch (Exception trouble) when (trouble is DatabaseException or ObjectDisposedException)
        {
            // The database is away, or the server is ending: the next look finds what this one did not.
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private (long Conformance, long Organizations) Times() =>
        (_store.LastChange(_grant, ConformanceTypes.All), _store.LastChange(_grant, ["Organization"]));
}
