using Havel.Consent.Grants;
using Havel.Store.Databases;
using Havel.Store.Statistics;

namespace Havel.Store;

/// <content>What the store holds.</content>
public sealed partial class FhirStore
{
    /// <summary>Counts the store.</summary>
    /// <param name="grant">A system grant: the numbers count everybody's data.</param>
    /// <param name="withRows">Whether index rows are counted too, which walks over all of them.</param>
    /// <returns>Null where it takes longer than a query may; <c>havel stats</c> takes its time.</returns>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public StoreStatistics? Count(Grant grant, bool withRows)
    {
        MustBeSystem(grant);
        try
        {
            return Run(
                grant, withRows, static (session, input) => StatisticsReader.Read(session.Connection, input));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return null;
        }
    }
}
