using Havel.Fhir.Issues;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>Turns the entries of a transaction, once they are identified, into operations of the store.</summary>
internal sealed class TransactionOperations(
    Deployment home, TransactionReferences references, CancellationToken stop)
{
    private readonly List<WriteOperation> _operations = [];

    public IReadOnlyList<WriteOperation> All => _operations;

    /// <summary>Adds an entry's operations. An entry whose references wait for what the transaction makes has none
    /// yet.</summary>
    /// <returns>Why the transaction cannot be carried out, or null.</returns>
    public FhirResponse? Add(TransactionEntry entry)
    {
        var first = _operations.Count;
        FhirResponse? refusal = null;
        var issues = references.Within(entry, resolve => refusal = Add(entry, resolve));
        if (refusal is not null)
            return refusal;

        if (issues.Count > 0)
            return new WriteFault(issues, 412).At(entry.Source.Entry);

        if (entry.IsPending)
            _operations.RemoveRange(first, _operations.Count - first);

        entry.Operations = (first, _operations.Count - first);
        return null;
    }

    private FhirResponse? Add(TransactionEntry entry, Func<string, bool, string?> resolve)
    {
        switch (entry.Interaction)
        {
            case Interaction.Delete:
                _operations.Add(DeleteHandler.Operation(home, entry.Grant, entry.Type, entry.Id, entry.IfMatch));
                return null;
            case Interaction.ConditionalDelete:
                AddDeletes(entry);
                return null;
            case Interaction.Patch or Interaction.ConditionalPatch:
                return AddPatch(entry, resolve);
            default:
                return AddResource(entry, resolve);
        }
    }

    private void AddDeletes(TransactionEntry entry)
    {
        var look = entry.Look!.Value;
        for (var i = 0; i < look.Ids.Count; i++)
        {
            var condition = i == 0 ? look.ExactAll(entry.Grant) : null;
            _operations.Add(DeleteHandler.Operation(
                home, entry.Grant, entry.Type, look.Ids[i], entry.IfMatch, condition));
        }
    }

    private FhirResponse? AddPatch(TransactionEntry entry, Func<string, bool, string?> resolve)
    {
        if (PatchDocument.Read(entry.Request, out var patch) is { } unreadable)
            return unreadable.At(entry.Source.Entry);

        var asking = AskingOf(entry);
        var change = PatchHandler.Change(asking, entry.Id, entry.IfMatch, patch!, resolve);
        if (change.Fault is not null)
            return change.Fault.At(entry.Source.Entry);

        entry.Findings = change.Intake.Reading.Issues;
        _operations.Add(PatchHandler.Operation(asking, change, entry.Id, entry.Look?.Exact(entry.Grant)));
        return null;
    }

    private FhirResponse? AddResource(TransactionEntry entry, Func<string, bool, string?> resolve)
    {
        var intake = WriteIntake.Take(AskingOf(entry), entry.Source.Entry.Resource, entry.Request.Source, resolve);
        if (intake.Fault is not null)
            return intake.Fault.At(entry.Source.Entry);

        entry.Findings = intake.Reading.Issues;
        if (entry.Interaction == Interaction.Update)
        {
            var sent = intake.Reading.Table!.Root.TextOf("id");
            if (UpdateHandler.CheckId(sent, entry.Id) is { } wrong)
                return new WriteFault([wrong]).At(entry.Source.Entry);
        }

        return Add(entry, intake);
    }

    private FhirResponse? Add(TransactionEntry entry, in WriteIntake intake)
    {
        // A create that its condition will turn into "exists" is still prepared: under an id of its own, never the
        // found one's.
        var id = entry.IsFound ? home.Ids.Next() : entry.Id;
        var ready = home.Store.Preparation.Prepare(intake.Reading.Table!, id);
        WriteOperation operation;
        if (entry.Interaction == Interaction.Create)
        {
            var condition = entry.Look is { } look
                ? new WriteCondition(entry.Grant, look.Query!, entry.IsFound ? entry.Id : null)
                : null;
            operation = WriteOperation.Create(entry.Grant, ready, condition);
        }
        else if (entry.Look is { Ids.Count: 0 } none && entry.NewId is not null)
        {
            operation = WriteOperation.Create(entry.Grant, ready, none.Exact(entry.Grant));
        }
        else if (TryTerms(entry, out var terms))
        {
            operation = WriteOperation.Update(entry.Grant, ready, terms!);
        }
        else
        {
            return entry.Refuse(400, IssueType.Value, "ifNoneMatch of a write must be the star.");
        }

        _operations.Add(intake.Secure(home, operation));
        return null;
    }

    private bool TryTerms(TransactionEntry entry, out UpdateTerms? terms)
    {
        if (!UpdateHandler.TryTerms(home, entry.Request.Headers, out terms))
            return false;

        terms = terms! with { IfMatch = entry.IfMatch };
        if (entry.Look is { } look)
        {
            terms = terms with
            {
                Condition = look.Exact(entry.Grant),
                MustBeNew = look.Ids.Count == 0,
                MayCreate = look.Ids.Count == 0 && terms.MayCreate,
            };
        }

        return true;
    }

    private Asking AskingOf(TransactionEntry entry) => new(home, entry.Grant, entry.Request, stop);
}
