using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Conformance;
using Havel.Server.Requests;

namespace Havel.Server.Interactions;

/// <summary>The search of a condition: the query that <c>If-None-Exist</c> or a conditional reference carries.
/// Source: https://hl7.org/fhir/R4/http.html#ccreate.</summary>
/// <param name="Query">What to search; null where it cannot be read.</param>
/// <param name="Issues">Why it cannot be read.</param>
internal readonly record struct ConditionText(SearchQuery? Query, IReadOnlyList<Issue> Issues)
{
    /// <summary>Reads a condition, strictly: a condition half understood would match too much.</summary>
    /// <param name="home">Knows the parameters.</param>
    /// <param name="grant">Under which it searches.</param>
    /// <param name="type">The type searched.</param>
    /// <param name="text">The query, without <c>?</c>.</param>
    public static ConditionText Parse(Deployment home, Grant grant, string type, string text)
    {
        var mark = text.IndexOf('?');
        return QueryText.Parse(text.AsSpan(mark + 1)) is { } pairs ? Parse(home, grant, type, pairs) : Unreadable;
    }

    /// <summary>Reads a condition that has been taken apart.</summary>
    public static ConditionText Parse(
        Deployment home, Grant grant, string type, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return Unreadable;

        var parsed = home.Search.Parse(
            type, pairs, SearchHandling.Strict, home.Clock.GetUtcNow(), new GrantedTerms(home, grant));
        if (!parsed.IsValid)
            return new ConditionText(null, parsed.Issues);

        if (parsed.Query.Contained is not null)
            return Refuse("A condition is on resources of their own, not on contained ones.");

        return parsed.Query.Clauses.Count == 0
            ? Refuse("The condition names nothing to search by.")
            : new ConditionText(parsed.Query, []);
    }

    private static ConditionText Unreadable =>
        Refuse("The condition cannot be read: it must be a search such as identifier=system|value.");

    private static ConditionText Refuse(string message) => new(null, [Issue.Error(IssueType.Invalid, message)]);
}
