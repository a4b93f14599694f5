using Havel.Consent.Policies;
using Havel.Fhir.Search;
using Havel.Store.Indexing;

namespace Havel.Store.Writing;

/// <summary>Carries out the operations of one batch inside the writer's transaction. A refusal ends the batch; undoing
/// what it did so far is the <see cref="Committer"/>'s part, by its savepoint.</summary>
internal sealed partial class BatchApplier(WriterState state, ConditionSearch search, ReferrerSearch referred)
{
    private readonly HashSet<string> _speakers = new(StringComparer.Ordinal);
    private readonly Visibility _visibility = new(state);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly LinkCheck _links = new(state, referred);

    /// <summary>Applies a batch.</summary>
    /// <param name="batch">The operations.</param>
    /// <param name="updated">The commit's time in milliseconds since 1970 UTC.</param>
    /// <returns>Results in the order of the operations; not committed where one refused.</returns>
    public CommitResult Apply(WriteBatch batch, long updated)
    {
        _speakers.Clear();
        _visibility.Clear();
        _written.Clear();
        foreach (var operation in batch.Operations)
        {
            if (operation is { Grant.IsUnrestricted: false, Resource: not null })
                _written.Add(NameOf(operation));
        }

        var operations = batch.Operations;
        var results = new WriteResult[operations.Count];

        // Whose a Provenance is, its targets say: they come first, wherever they stand in the batch.
        foreach (var throughTargets in (ReadOnlySpan<bool>)[false, true])
        {
            for (var index = 0; index < operations.Count; index++)
            {
                if (FollowsTargets(operations[index]) != throughTargets)
                    continue;

                results[index] = Apply(operations[index], updated, operations.Count == 1);
                if (results[index].IsRefusal)
                    return Refused(operations, results[index], index);
            }
        }

        ApplyConsents();
        if (batch.IsPiece)
            return new CommitResult(IsCommitted: true, results);

        state.Index.Flush();
        if (!batch.IsRehearsal && _links.FindFault(operations) is { } fault)
            return Refused(operations, fault.Result, fault.At);

        return Conclude(batch, results);
    }

    /// <summary>Asks the searches that see what the batch has made.</summary>
    private CommitResult Conclude(WriteBatch batch, WriteResult[] results)
    {
        var found = new List<IReadOnlyList<string>>(batch.Afterwards.Count);
        var isMet = true;
        foreach (var condition in batch.Afterwards)
        {
            var ids = search(state.Connection, condition.Grant, condition.Query, condition.Look) ?? [];
            isMet &= condition.IsMetBy(ids);
            found.Add(ids);
        }

        if (isMet && !batch.IsRehearsal)
            return new CommitResult(IsCommitted: true, results);

        var undone = batch.Operations.Select(operation => Plain(WriteStatus.Undone, operation)).ToArray();
        return new CommitResult(IsCommitted: false, undone) { Found = found };
    }

    private static bool FollowsTargets(WriteOperation operation) =>
        operation.Resource is { Owners.Kind: Fhir.Search.OwnerKind.ThroughTargets };

    private static CommitResult Refused(IReadOnlyList<WriteOperation> operations, WriteResult refusal, int at)
    {
        var results = new WriteResult[operations.Count];
        for (var index = 0; index < results.Length; index++)
            results[index] = new WriteResult(WriteStatus.Undone, operations[index].Type, operations[index].Id);

        results[at] = refusal;
        return new CommitResult(IsCommitted: false, results);
    }

    private WriteResult Apply(WriteOperation operation, long updated, bool isAlone)
    {
        if (state.Types.Find(operation.Type) is not { } type)
            return Plain(WriteStatus.NotFound, operation);

        if (operation.Condition is { } condition && Check(operation, condition, isAlone) is { } answer)
            return answer;

        var key = Fhir.Search.SearchHash.Key(operation.Type, operation.Id);
        var stored = state.Resources.Find(type, operation.Id, key);
        return operation.Kind switch
        {
            WriteKind.Create => Create(operation, type, stored, updated),
            WriteKind.Update => Update(operation, type, stored, updated),
            WriteKind.Delete => Delete(operation, stored, updated),
            WriteKind.Import => Import(operation, type, stored, updated),
            WriteKind.Relabel => Relabel(operation, stored),
            _ => throw new InvalidOperationException($"No such kind of write: {operation.Kind}."),
        };
    }

    private WriteResult? Check(WriteOperation operation, WriteCondition condition, bool isAlone)
    {
        if (condition.Query.Custom.Count > 0 && !condition.Query.Custom.All(state.Preparation.Index.Catalog.Holds))
            return Plain(WriteStatus.Stale, operation);

        state.Index.Flush();
        var found = search(state.Connection, condition.Grant, condition.Query, condition.Look);
        if (found is null || (found.Count > 1 && condition.ExpectedIds is null))
            return Plain(WriteStatus.MultipleMatches, operation);

        if (condition.IsExact)
            return condition.IsMetBy(found) ? null : Plain(WriteStatus.Stale, operation);

        if (found.Count == 0)
            return condition.ExpectedId is null ? null : Plain(WriteStatus.Stale, operation);

        // Other entries of a batch already refer to the id that was expected; a lone create has nobody who would.
        var fits = isAlone || string.Equals(found[0], condition.ExpectedId, StringComparison.Ordinal);
        return fits
            ? new WriteResult(WriteStatus.Exists, operation.Type, found[0])
            : Plain(WriteStatus.Stale, operation);
    }

    private WriteResult Create(WriteOperation operation, int type, StoredResource? stored, long updated)
    {
        if (stored is not null)
            return Plain(WriteStatus.IdTaken, operation);

        return Insert(operation, type, WriteMethod.Post, updated);
    }

    private WriteResult Update(WriteOperation operation, int type, StoredResource? stored, long updated)
    {
        if (stored is not { } current)
        {
            return operation.Grant.MayChooseIds && operation.MayCreate && operation.IfMatch is null
                ? Insert(operation, type, WriteMethod.Put, updated)
                : Plain(WriteStatus.NotFound, operation);
        }

        // Bringing a deleted id back is choosing it.
        var isOpen = current.IsDeleted
            ? operation.Grant.MayChooseIds && operation.MayCreate
            : _visibility.Sees(operation.Grant, current);
        if (!isOpen)
            return Plain(WriteStatus.NotFound, operation);

        if (operation.MustBeNew && !current.IsDeleted)
            return Plain(WriteStatus.AlreadyThere, operation);

        if (operation.IfMatch is { } wanted && wanted != current.Version)
            return Plain(WriteStatus.VersionConflict, operation);

        return Replace(operation, current, updated);
    }

    private WriteResult Delete(WriteOperation operation, StoredResource? stored, long updated)
    {
        if (stored is not { } current || !_visibility.Sees(operation.Grant, current))
            return Plain(WriteStatus.NotFound, operation);

        if (current.IsDeleted)
            return Plain(WriteStatus.Unchanged, operation) with { Version = current.Version };

        if (operation.IfMatch is { } wanted && wanted != current.Version)
            return Plain(WriteStatus.VersionConflict, operation);

        var before = state.Parser.Parse(state.Resources.BodyOf(current.Rid)).Root;
        if (RefuseCurrent(operation, before, current) is { } refusal)
            return refusal;

        state.Index.Replace(state.Preparation.RowsOf(before), current.Place, IndexRows.Empty, current.Place);
        state.Resources.Replace(
            new VersionRow(current.Place, current.Version + 1, updated, WriteMethod.Delete, default));
        Listen(operation.Type, current.Place.Subject);
        return Plain(WriteStatus.Deleted, operation) with { Version = current.Version + 1, Updated = Time(updated) };
    }

    private WriteResult Import(WriteOperation operation, int type, StoredResource? stored, long updated)
    {
        if (stored is not { } current)
            return Insert(operation, type, WriteMethod.Put, updated);

        var same = !current.IsDeleted && state.Resources.HasContent(current.Rid, operation.Resource!);
        if (!same)
            return Replace(operation, current, updated);

        if (FollowsTargets(operation) || current.Place.Subject == Interning.SubjectTable.Unowned)
            Move(operation.Resource!, current);

        return Plain(WriteStatus.Unchanged, operation) with
        {
            Version = current.Version,
            Updated = Time(current.Updated),
        };
    }

    /// <summary>The same content may have other owners by now: an import can bring targets after what points to
    /// them.</summary>
    private void Move(ReadyResource resource, in StoredResource current)
    {
        var place = state.Placement.Of(resource, state.Placement.OwnersOf(resource, sees: null), current.Rid);
        if (place == current.Place)
            return;

        var rows = RowsOf(resource);
        state.Index.Replace(rows, current.Place, rows, place);
        state.Resources.Move(place);
    }

    private WriteResult Insert(WriteOperation operation, int type, WriteMethod method, long updated)
    {
        var resource = operation.Resource!;
        if (!TryPlace(operation, state.Resources.NextRid(), out var place, out var refused))
            return refused;

        var row = new VersionRow(place, 1, updated, method, resource.Packed);
        state.Resources.Insert(row, type, resource.Id, resource.Key);
        state.Index.Add(RowsOf(resource), place);
        Listen(resource.Type, place.Subject);
        return new WriteResult(
            WriteStatus.Created, resource.Type, resource.Id, 1, Time(updated), BodyOf(operation, 1, updated));
    }

    private WriteResult Replace(WriteOperation operation, StoredResource current, long updated)
    {
        var resource = operation.Resource!;
        if (!TryPlace(operation, current.Rid, out var place, out var refused))
            return refused;

        var before = IndexRows.Empty;
        if (!current.IsDeleted)
        {
            var root = state.Parser.Parse(state.Resources.BodyOf(current.Rid)).Root;
            before = state.Preparation.RowsOf(root);
            if (RefuseCurrent(operation, root, current) is { } refusal)
                return refusal;
        }

        var version = current.Version + 1;
        state.Index.Replace(before, current.Place, RowsOf(resource), place);
        state.Resources.Replace(new VersionRow(place, version, updated, operation.Method, resource.Packed));
        Listen(resource.Type, current.Place.Subject);
        Listen(resource.Type, place.Subject);
        var status = current.IsDeleted ? WriteStatus.Created : WriteStatus.Updated;
        var body = BodyOf(operation, version, updated);
        return new WriteResult(status, resource.Type, resource.Id, version, Time(updated), body);
    }

    /// <summary>What is answered to the writer; nobody reads the answers of an import.</summary>
    private static ReadOnlyMemory<byte> BodyOf(WriteOperation operation, int version, long updated) =>
        operation.Kind == WriteKind.Import ? default : operation.Resource!.Write(version, updated);

    /// <summary>The rows a version is to have. What was prepared before search parameters came or went is derived anew
    /// from its body.</summary>
    private IndexRows RowsOf(ReadyResource resource) =>
        ReferenceEquals(resource.Index, state.Preparation.Index)
            ? resource.Rows
            : state.Preparation.RowsOf(state.Parser.Parse(resource.Write(1, 0)).Root);

    /// <summary>Where the version goes, unless its writer may not write it.</summary>
    private bool TryPlace(WriteOperation operation, long rid, out Place place, out WriteResult refused)
    {
        place = default;
        if (!TryOwn(operation, out var owners, out refused))
            return false;

        place = state.Placement.Of(operation.Resource!, owners, rid);
        return true;
    }

    /// <summary>Whose the version will be, unless its writer may not write it.</summary>
    private bool TryOwn(WriteOperation operation, out OwnerSet owners, out WriteResult refused)
    {
        var resource = operation.Resource!;
        var grant = operation.Grant;
        owners = state.Placement.OwnersOf(resource, grant.IsUnrestricted ? null : IsKnownToWriter);
        refused = default;
        if (!grant.IsUnrestricted)
        {
            var said = state.Placement.PolicyOf(owners);
            if (Visibility.RefuseWrite(grant, resource.Facts, said) is { } issue)
            {
                refused = Plain(WriteStatus.Forbidden, operation) with { Issue = issue };
                return false;
            }

            // Somebody of whom nothing is stored here must look like somebody who has shut the writer out: the write
            // stands, and its writer does not find it again. See docs/decisions/0002-writes-do-not-betray.md.
            if (!owners.Patients.All(patient => _written.Contains(patient) || state.Placement.Knows(patient)))
                owners = OwnerSet.Unowned;
        }

        return true;

        bool IsKnownToWriter(StoredResource stored) =>
            _written.Contains(NameOf(stored)) || _visibility.Sees(grant, stored);
    }

    private static string NameOf(WriteOperation operation) => $"{operation.Type}/{operation.Id}";

    private string NameOf(StoredResource stored) => $"{state.Types.NameOf(stored.Type)}/{stored.Id}";

    /// <summary>What may not be written may not be changed into something that may be.</summary>
    private WriteResult? RefuseCurrent(WriteOperation operation, Fhir.Nodes.Node root, in StoredResource current)
    {
        if (operation.Grant.IsUnrestricted)
            return null;

        var facts = ResourcePreparation.FactsOf(root, current.Id);
        var subject = state.Placement.PolicyOf(current.Place.Subject);
        return Visibility.RefuseWrite(operation.Grant, facts, subject) is { } issue
            ? Plain(WriteStatus.Forbidden, operation) with { Issue = issue }
            : null;
    }

    /// <summary>Remembers the patients of a Consent that was written: what they say has to be worked out
    /// again.</summary>
    private void Listen(string type, long subject)
    {
        if (string.Equals(type, "Consent", StringComparison.Ordinal))
            _speakers.UnionWith(state.Subjects.Members(subject));
    }

    private void ApplyConsents()
    {
        foreach (var patient in _speakers)
        {
            var before = state.Policies.Working.Find(patient) ?? PatientPolicy.Silent(patient);
            var policy = state.PolicyReader.Compile(state.Connection, patient);
            state.Policies.Spoke(state.Connection, policy);
            if (policy.GuardsLike(before))
                continue;

            state.Reguarder.Patient(patient);
            state.Resources.Known.Clear();
        }
    }

    private static WriteResult Plain(WriteStatus status, WriteOperation operation) =>
        new(status, operation.Type, operation.Id);

    private static DateTimeOffset Time(long updated) => DateTimeOffset.FromUnixTimeMilliseconds(updated);
}
