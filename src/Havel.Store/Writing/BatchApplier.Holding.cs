using Havel.Fhir.Search;
using Havel.Store.Holding;

namespace Havel.Store.Writing;

/// <content>Creates that need nothing of the database but that their id is free.</content>
internal sealed partial class BatchApplier
{
    /// <summary>Whether a batch is one new resource on no condition, which depends on nothing else.</summary>
    public static bool MayHold(WriteBatch batch) =>
        batch is { IsRehearsal: false, Snapshot: null, Afterwards.Count: 0, Operations: [var operation] }
        && operation is { Kind: WriteKind.Create, Condition: null, RequiredTargets.Count: 0 }
        && operation.Resource!.Owners.Kind != OwnerKind.ThroughTargets
        && operation.Type is not "Consent";

    /// <summary>Works out all about a new resource without writing anything.</summary>
    /// <param name="operation">Of a batch that <see cref="MayHold"/>.</param>
    /// <param name="held">What is held already.</param>
    /// <param name="updated">The commit's time in milliseconds since 1970 UTC.</param>
    /// <param name="number">Its number in the journal.</param>
    /// <param name="refused">Why it may not be written; null where it may, or where that is not known.</param>
    /// <returns>Null where it was refused, or where it has to go the usual way.</returns>
    public HeldCreate? Hold(
        WriteOperation operation, HeldCreates held, long updated, long number, out WriteResult? refused)
    {
        refused = null;
        var resource = operation.Resource!;
        if (state.Types.Find(operation.Type) is not { } type
            || !ReferenceEquals(resource.Index, state.Preparation.Index)
            || held.HasKey(resource.Key)
            || state.Resources.Find(type, operation.Id, resource.Key) is not null)
            return null;

        _visibility.Clear();
        _written.Clear();
        if (!operation.Grant.IsUnrestricted)
            _written.Add(NameOf(operation));

        if (!TryOwn(operation, out var owners, out var refusal))
        {
            refused = refusal;
            return null;
        }

        if ((resource.Content?.MarkedLength ?? resource.Packed.Length) > Limits.HeldBody
            || state.Placement.Hold(resource, owners, state.Resources.NextRid(), out var isNew) is not { } place)
            return null;

        return new HeldCreate
        {
            Number = number,
            Type = type,
            TypeName = resource.Type,
            Id = resource.Id,
            Key = resource.Key,
            Place = place,
            Patients = owners.Patients,
            IsNewSubject = isNew,
            Updated = updated,
            Policies = state.Policies.Working.Version,
            Rows = resource.Rows,
            Content = resource.Content,
            Packed = resource.Packed,
        };
    }
}
