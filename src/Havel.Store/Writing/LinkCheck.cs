using Havel.Fhir.Issues;
using Havel.Fhir.Search;

namespace Havel.Store.Writing;

/// <summary>Referential integrity, once all operations of a batch are carried out, so that what refers to each other
/// can come and go together. What the caller cannot see is neither there to be referred to nor does it refer: an answer
/// never tells hidden from missing. See docs/rest.md.</summary>
internal sealed class LinkCheck(WriterState state, ReferrerSearch isReferred)
{
    private const int NamedReferences = 10;

    private readonly Visibility _visibility = new(state);

    /// <summary>The first operation that leaves a reference to nothing, or null.</summary>
    public (WriteResult Result, int At)? FindFault(IReadOnlyList<WriteOperation> operations)
    {
        HashSet<string>? written = null;
        for (var index = 0; index < operations.Count; index++)
        {
            var operation = operations[index];
            if (operation.KeepsReferred && IsReferred(operation))
                return (new WriteResult(WriteStatus.Referred, operation.Type, operation.Id), index);

            if (operation.RequiredTargets.Count == 0)
                continue;

            written ??= NamesOf(operations);
            if (Missing(operation, written) is { Count: > 0 } missing)
                return (Dangling(operation, missing), index);
        }

        return null;
    }

    private static HashSet<string> NamesOf(IReadOnlyList<WriteOperation> operations) => operations
        .Where(operation => operation.Resource is not null)
        .Select(operation => $"{operation.Type}/{operation.Id}")
        .ToHashSet(StringComparer.Ordinal);

    private static WriteResult Dangling(WriteOperation operation, List<string> missing) =>
        new(WriteStatus.Dangling, operation.Type, operation.Id)
        {
            Issue = Issue.Error(
                IssueType.BusinessRule,
                "References must lead to something that is here and open to you. Nothing is found for: "
                + string.Join(", ", missing.Take(NamedReferences)) + "."),
        };

    private bool IsReferred(WriteOperation operation) =>
        Find(operation.Type, operation.Id) is { } stored
        && isReferred(state.Connection, operation.Grant, stored.Rid);

    private List<string> Missing(WriteOperation operation, HashSet<string> written)
    {
        _visibility.Clear();
        var missing = new List<string>();
        foreach (var target in operation.RequiredTargets)
        {
            var slash = target.IndexOf('/', StringComparison.Ordinal);
            var isThere = written.Contains(target)
                || (Find(target[..slash], target[(slash + 1)..]) is { IsDeleted: false } stored
                    && _visibility.Sees(operation.Grant, stored));
            if (!isThere)
                missing.Add(target);
        }

        return missing;
    }

    private StoredResource? Find(string type, string id) => state.Types.Find(type) is { } number
        ? state.Resources.Find(number, id, SearchHash.Key(type, id))
        : null;
}
