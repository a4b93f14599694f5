using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Interactions;
using Havel.Store.Writing;

namespace Havel.Server.Writes;

/// <summary>What a condition finds before anything is written, under the caller's grant. The writer asks again inside
/// its transaction, and what was prepared for another answer is prepared anew.
/// Source: https://hl7.org/fhir/R4/http.html#cond-update.</summary>
/// <param name="Ids">The ids found, in the default order.</param>
/// <param name="Query">The search.</param>
/// <param name="Fault">Why there is no answer; null where there is one.</param>
internal readonly record struct ConditionLook(IReadOnlyList<string> Ids, SearchQuery? Query, WriteFault? Fault)
{
    private static readonly HashSet<string> Formal = new(["_format", "_pretty"], StringComparer.Ordinal);

    /// <summary>Looks.</summary>
    /// <param name="asking">The request, whose query is the condition.</param>
    /// <param name="most">How many matches are allowed; one more is looked for.</param>
    public static ConditionLook At(in Asking asking, int most)
    {
        var pairs = asking.Request.Query.Where(pair => !Formal.Contains(pair.Key)).ToList();
        var parsed = ConditionText.Parse(asking.Home, asking.Grant, asking.Request.Route.Type, pairs);
        return parsed.Query is null
            ? new ConditionLook([], null, new WriteFault(parsed.Issues, 400))
            : Find(asking.Home, asking.Grant, parsed.Query, most);
    }

    /// <summary>Looks by a search that has been read.</summary>
    public static ConditionLook Find(Deployment home, Grant grant, SearchQuery query, int most)
    {
        var bare = query with { Count = most + 1, Total = TotalMode.None, Includes = [], Sort = [] };
        var result = home.Store.SearchWritten(grant, bare);
        if (result.Page is not { } page)
            return new ConditionLook([], query, new WriteFault([result.Issue!]));

        return page.Matches.Count > most
            ? new ConditionLook([], query, TooMany(most))
            : new ConditionLook([.. page.Matches.Select(match => match.Id)], query, null);
    }

    /// <summary>That the writer must find just this.</summary>
    public WriteCondition Exact(Grant grant) =>
        new(grant, Query!, Ids.Count == 1 ? Ids[0] : null) { IsExact = true };

    /// <summary>That the writer must find just these, however many.</summary>
    public WriteCondition ExactAll(Grant grant) => new(grant, Query!) { IsExact = true, ExpectedIds = Ids };

    private static WriteFault TooMany(int most) => WriteFault.Of(412, IssueType.MultipleMatches,
        most == 1
            ? "The condition matches more than one resource."
            : $"The condition matches more than {most} resources.");
}
