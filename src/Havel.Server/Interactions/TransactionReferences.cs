using Havel.Consent.Grants;
using Havel.Fhir.Issues;

namespace Havel.Server.Interactions;

/// <summary>What the references of a transaction's resources come to: full URLs of its own entries become ids, searches
/// the one
/// resource they find. Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal sealed class TransactionReferences(Deployment home, Grant grant)
{
    private readonly Dictionary<string, string> _byFullUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _bySearch = new(StringComparer.Ordinal);
    private readonly List<Issue> _issues = [];

    /// <summary>Why a reference could not be resolved; empty when all could.</summary>
    public IReadOnlyList<Issue> Issues => _issues;

    /// <summary>Lets the full URL stand for a resource; false where it stands for another already.</summary>
    public bool Add(string? fullUrl, string type, string id) =>
        fullUrl is null || _byFullUrl.TryAdd(fullUrl, $"{type}/{id}");

    /// <summary>The new text of a reference or link, or null to leave it as it is.</summary>
    public string? Resolve(string text, bool isReference)
    {
        if (_byFullUrl.TryGetValue(text, out var known))
            return known;

        // A fragment or version behind the full URL means a part of the same resource.
        if (isReference && text.StartsWith("urn:", StringComparison.Ordinal) && text.IndexOf('#') is > 0 and var hash
            && _byFullUrl.TryGetValue(text[..hash], out known))
        {
            return known + text[hash..];
        }

        return isReference && IsSearch(text) ? Find(text) : null;
    }

    private bool IsSearch(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark > 0 && home.Types.Find(text.AsSpan(0, mark)) is not null;
    }

    // Hidden matches are no matches: what the caller cannot see resolves nothing and betrays nothing.
    private string? Find(string text)
    {
        if (_bySearch.TryGetValue(text, out var found))
            return found;

        var type = text[..text.IndexOf('?', StringComparison.Ordinal)];
        var condition = ConditionText.Parse(home, grant, type, text);
        if (condition.Query is null)
        {
            _issues.AddRange(condition.Issues);
            return _bySearch[text] = null;
        }

        var matches = home.Matches(grant, condition.Query);
        if (matches.Count == 1)
            return _bySearch[text] = $"{type}/{matches[0]}";

        _issues.Add(matches.Count == 0
            ? Issue.Error(IssueType.NotFound, "A conditional reference finds no resource.")
            : Issue.Error(IssueType.MultipleMatches, "A conditional reference finds more than one resource."));
        return _bySearch[text] = null;
    }
}
