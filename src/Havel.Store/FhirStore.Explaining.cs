using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Explaining;

namespace Havel.Store;

/// <content>How searches are run, for who operates the store.</content>
public sealed partial class FhirStore
{
    /// <summary>Plans a search, runs it, and tells in lines of text how: what drives, what is checked, estimated and
    /// true rows, time, the SQL.</summary>
    /// <param name="grant">A system grant: the numbers count everybody's resources.</param>
    /// <param name="query">The search.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public IReadOnlyList<string> Explain(Grant grant, SearchQuery query)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("Plans are told to a system.", nameof(grant));

        try
        {
            return Run(grant, query, static (session, input) => new Explainer(session).Explain(input));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return [$"It takes longer than {Limits.QuerySeconds} seconds."];
        }
    }

    /// <summary>The plan of a search in a few words; for tests of the planner.</summary>
    internal string PlanOf(Grant grant, SearchQuery query) =>
        Run(grant, query, static (session, input) => new Explainer(session).Brief(input));
}
