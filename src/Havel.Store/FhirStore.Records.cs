using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Store.Databases;
using Havel.Store.Everything;
using Havel.Store.Reading;
using Havel.Store.Search;

namespace Havel.Store;

/// <content>Reading what belongs together.</content>
public sealed partial class FhirStore
{
    /// <summary>A page of everything about a patient, an encounter or all patients.</summary>
    /// <param name="grant">Under which it sees.</param>
    /// <param name="query">Whose, and what of it.</param>
    /// <param name="after"><see cref="SearchPage.Next"/> of the page before, under the same query; null for the
    /// first.</param>
    public SearchResult ReadEverything(Grant grant, EverythingQuery query, PageCursor? after = null)
    {
        try
        {
            return Run(
                grant,
                (query, after),
                static (session, input) => new EverythingReader(session, input.query).Read(input.after));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return new SearchResult(null, Issue.Error(
                IssueType.TooCostly, $"It took longer than {Limits.QuerySeconds} seconds. Ask for fewer types."));
        }
    }

    /// <summary>Resources that have between them every profile, tag and security label that the grant shows.</summary>
    /// <param name="grant">Under which it sees.</param>
    /// <param name="slots">The numbers of the slots to look in.</param>
    /// <returns>Null where there are more values than <see cref="Limits.Labels"/>, or where it takes too
    /// long.</returns>
    public IReadOnlyList<ResourceVersion>? ReadLabelled(Grant grant, IReadOnlyList<int> slots)
    {
        try
        {
            return Run(grant, slots, static (session, input) => new LabelReader(session).Read(input));
        }
        catch (DatabaseException exception) when (exception.IsInterrupted)
        {
            return null;
        }
    }
}
