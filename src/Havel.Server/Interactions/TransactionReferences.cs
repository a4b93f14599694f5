using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Server.Writes;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Interactions;

/// <summary>What the references and links of a transaction's resources come to: full URLs of its own entries become
/// ids,
/// searches the one resource they find when everything is written. Source:
/// https://hl7.org/fhir/R4/http.html#trules.</summary>
/// <param name="home">The deployment.</param>
/// <param name="grant">Under which searches see.</param>
/// <param name="found">What searches found in earlier rounds, inside the transaction.</param>
internal sealed class TransactionReferences(
    Deployment home, Grant grant, IReadOnlyDictionary<string, IReadOnlyList<string>> found)
{
    private const string VersionPart = "/_history/";

    private readonly Dictionary<string, TransactionEntry> _byFullUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SearchQuery Query, string? Id)> _bySearch = new(StringComparer.Ordinal);
    private readonly HashSet<string> _typesWritten = new(StringComparer.Ordinal);

    private List<Issue> _issues = [];
    private bool _isPending;

    /// <summary>The searches of conditional references: each with the id it is taken to find, null where that has to be
    /// found out inside the transaction.</summary>
    public IReadOnlyList<KeyValuePair<string, (SearchQuery Query, string? Id)>> Searches => [.. _bySearch];

    /// <summary>Lets an entry's full URL stand for its resource; false where it stands for another already.</summary>
    public bool Add(TransactionEntry entry)
    {
        _typesWritten.Add(entry.Type);
        return !entry.HasResource || entry.Source.Entry.FullUrl is not { } url || _byFullUrl.TryAdd(url, entry);
    }

    /// <summary>Reads the references of one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="read">Works with what they come to.</param>
    /// <returns>Why a reference could not be resolved; empty where all could or may still be.</returns>
    public IReadOnlyList<Issue> Within(TransactionEntry entry, Action<Func<string, bool, string?>> read)
    {
        var root = RootOf(entry);
        _issues = [];
        _isPending = false;
        read((text, isReference) => Resolve(text, isReference, root));
        entry.IsPending = _isPending;
        return _issues;
    }

    /// <summary>What must hold of the searches once everything is written.</summary>
    public IReadOnlyList<WriteCondition> Conditions() =>
        [.. _bySearch.Values.Select(each => new WriteCondition(grant, each.Query, each.Id) { IsExact = true })];

    private string? Resolve(string text, bool isReference, string? root)
    {
        if (Known(text) is { } known || (isReference && root is not null && (known = Known(root + text)) is not null))
            return known;

        return isReference && IsSearch(text) ? Find(text) : null;
    }

    /// <summary>The text for a full URL, with the fragment or version behind it.</summary>
    private string? Known(string text)
    {
        if (_byFullUrl.Count == 0)
            return null;

        if (_byFullUrl.TryGetValue(text, out var entry))
            return NameOf(entry);

        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0 && _byFullUrl.TryGetValue(text[..hash], out entry))
            return NameOf(entry) + text[hash..];

        var version = text.IndexOf(VersionPart, StringComparison.Ordinal);
        return version > 0 && _byFullUrl.TryGetValue(text[..version], out entry)
            ? NameOf(entry) + VersionPart + VersionOf(entry)
            : null;
    }

    private static string NameOf(TransactionEntry entry) => $"{entry.Type}/{entry.Id}";

    /// <summary>The version the transaction makes of a resource; from now on it can make no other.</summary>
    private int VersionOf(TransactionEntry entry)
    {
        if (entry.IsNew)
            return 1;

        var read = home.Store.ReadWritten(entry.Grant, entry.Type, entry.Id);
        if (read.Status == ReadStatus.NotFound)
            return 1;

        var current = (int)read.Resource.Version;
        if (entry.IsFound)
            return current;

        entry.IfMatch ??= read.Status == ReadStatus.Found ? current : null;
        return current + 1;
    }

    // A relative reference means what lies beside the entry itself. Source:
    // https://hl7.org/fhir/R4/bundle.html#references.
    private static string? RootOf(TransactionEntry entry)
    {
        if (entry.Source.Entry.FullUrl is not { } url || !url.StartsWith("http", StringComparison.Ordinal))
            return null;

        var at = url.LastIndexOf($"/{entry.Type}/", StringComparison.Ordinal);
        return at < 0 ? null : url[..(at + 1)];
    }

    private bool IsSearch(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark > 0 && home.Types.Find(text.AsSpan(0, mark)) is not null;
    }

    // Hidden matches are no matches: what the caller cannot see resolves nothing and betrays nothing.
    private string? Find(string text)
    {
        if (_bySearch.TryGetValue(text, out var seen))
        {
            _isPending |= seen.Id is null;
            return seen.Id is null ? null : $"{TypeOf(text)}/{seen.Id}";
        }

        var condition = ConditionText.Parse(home, grant, TypeOf(text), text);
        if (condition.Query is null)
        {
            _issues.AddRange(condition.Issues);
            return null;
        }

        if (Match(text, condition.Query) is { } fault)
        {
            _issues.Add(fault);
            return null;
        }

        var id = _bySearch[text].Id;
        _isPending |= id is null;
        return id is null ? null : $"{TypeOf(text)}/{id}";
    }

    /// <summary>Notes what a search finds: inside the transaction, where it has been asked there; before it
    /// else.</summary>
    private Issue? Match(string text, SearchQuery query)
    {
        var isAsked = found.TryGetValue(text, out var ids);
        if (!isAsked)
        {
            var look = ConditionLook.Find(home, grant, query, most: 2);
            if (look.Fault is not null)
                return look.Fault.Issues[0];

            ids = look.Ids;
        }

        if (ids!.Count != 1 && (isAsked || !_typesWritten.Contains(TypeOf(text))))
        {
            return ids.Count == 0
                ? Issue.Error(IssueType.NotFound, "A conditional reference finds no resource.")
                : Issue.Error(IssueType.MultipleMatches, "A conditional reference finds more than one resource.");
        }

        _bySearch[text] = (query, ids.Count == 1 ? ids[0] : null);
        return null;
    }

    private static string TypeOf(string text) => text[..text.IndexOf('?', StringComparison.Ordinal)];
}
