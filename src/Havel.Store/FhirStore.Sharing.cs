using Havel.Consent.Grants;
using Havel.Store.Parameters;
using Havel.Store.Writing;

namespace Havel.Store;

/// <content>Several processes on one database. Whatever consent, versions or conditions depend on is exact at every
/// request, by the transaction itself; what is made of conformance resources follows within the time between two
/// looks.</content>
public sealed partial class FhirStore
{
    private long _followed;

    /// <summary>Whether other processes may write the same database.</summary>
    public bool IsShared => _writer.IsShared;

    /// <summary>When a resource of these types was last written or deleted, by whomever, in milliseconds since 1970
    /// UTC; 0 for never.</summary>
    /// <param name="grant">A system grant: it tells of everybody's resources.</param>
    /// <param name="types">Resource types.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public long LastChange(Grant grant, IEnumerable<string> types)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("When something changed is told to a system.", nameof(grant));

        return Run(grant, (types, Types), static (session, input) =>
        {
            var last = 0L;
            var rows = session.Connection.Cached("SELECT max(updated) FROM resource WHERE type = ?1");
            foreach (var type in input.types)
            {
                rows.Bind(1, input.Types.IdOf(type));
                last = rows.Step() && !rows.IsNull(0) ? Math.Max(last, rows.Int64(0)) : last;
                rows.Reset();
            }

            return last;
        });
    }

    /// <summary>Takes in the search parameters that other processes have registered or indexed, and goes on with what
    /// they have left to be indexed. To be called now and then.</summary>
    /// <param name="grant">A system grant.</param>
    public async Task FollowAsync(Grant grant)
    {
        var (version, isUnfinished) = Run(grant, this, static (session, _) => (
            ParameterTable.VersionOf(session.Connection), IsUnfinished(session.Connection)));
        if (version != _followed)
        {
            await _committer.RunAsync(new RenewalTask());
            _followed = version;
        }

        if (isUnfinished && Options.IndexesInBackground)
            _worker.Wake();
    }
}
