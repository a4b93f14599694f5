using Havel.Fhir.Search;
using Havel.Store.Holding;

namespace Havel.Store.Writing;

/// <content>Creates that need nothing of the database but that their id is free.</content>
internal sealed partial class BatchApplier
{
    /// <summary>Whether a batch makes new resources on no condition, which depend on nothing but each
    /// other.</summary>
    public static bool MayHold(WriteBatch batch)
    {
        if (batch is not { IsRehearsal: false, Snapshot: null, Afterwards.Count: 0 }
            || batch.Operations.Count > Limits.HeldBatch)
            return false;

        foreach (var operation in batch.Operations)
        {
            if (operation is not { Kind: WriteKind.Create, Condition: null, RequiredTargets.Count: 0 }
                || operation.Resource!.Owners.Kind == OwnerKind.ThroughTargets || operation.Type is "Consent")
                return false;
        }

        return true;
    }

    /// <summary>Before the operations of a batch are given to <see cref="Hold"/>.</summary>
    public void BeginHold(WriteBatch batch)
    {
        _visibility.Clear();
        _written.Clear();
        foreach (var operation in batch.Operations)
        {
            if (!operation.Grant.IsUnrestricted)
                _written.Add(NameOf(operation));
        }
    }

    /// <summary>Works out all about a new resource without writing anything.</summary>
    /// <param name="operation">Of a batch that <see cref="MayHold"/>.</param>
    /// <param name="held">What is held already.</param>
    /// <param name="turn">Where it stands.</param>
    /// <param name="refused">Why it may not be written; null where it may, or where that is not known.</param>
    /// <returns>Null where it was refused, or where it has to go the usual way.</returns>
    public HeldCreate? Hold(
        WriteOperation operation, HeldCreates held, in HeldTurn turn, out WriteResult? refused)
    {
        refused = null;
        var resource = operation.Resource!;
        if (state.Types.Find(operation.Type) is not { } type
            || !ReferenceEquals(resource.Index, state.Preparation.Index)
            || held.HasKey(resource.Key)
            || state.Resources.Find(type, operation.Id, resource.Key) is not null)
            return null;

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
            Number = turn.Number,
            After = turn.After,
            Sign = turn.Sign,
            Type = type,
            TypeName = resource.Type,
            Id = resource.Id,
            Key = resource.Key,
            Place = place,
            Patients = owners.Patients,
            IsNewSubject = isNew,
            Updated = turn.Updated,
            Policies = state.Policies.Working.Version,
            Rows = resource.Rows,
            Content = resource.Content,
            Packed = resource.Packed,
        };
    }
}
