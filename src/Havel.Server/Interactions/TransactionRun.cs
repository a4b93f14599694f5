using Havel.Consent.Callers;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Havel.Store.Writing;
using Access = Havel.Consent.Callers.Interaction;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>Carries out a transaction: all writes in one batch of the store, then the reads, which see the moment of
/// its commit. What was prepared on a state that somebody has changed meanwhile is prepared anew.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal static class TransactionRun
{
    private static readonly FhirResponse Entangled = Outcomes.Of(409, IssueType.Conflict,
        "Conditions of this transaction change what others of it find, or others keep changing it. "
        + "Name the resources, or try again.");

    public static async Task<TransactionAnswer> Answer(
        Setting setting, IReadOnlyList<EntryRequest> entries, CancellationToken stop)
    {
        if (entries.FirstOrDefault(entry => entry.Fault is not null)?.Fault is { } fault)
            return TransactionAnswer.Refuse(Outcomes.Refuse(fault) with { Status = 400 });

        if (Admit(setting, entries, out var writes) is { } refusal)
            return TransactionAnswer.Refuse(refusal);

        var answers = new FhirResponse[entries.Count];
        using (var moment = new TransactionMoment(setting.Home.Store, entries.Any(IsRead)))
        {
            if (writes.Count > 0 && await Write(setting, writes, moment, answers, stop) is { } failure)
                return TransactionAnswer.Refuse(failure);

            for (var i = 0; i < entries.Count; i++)
            {
                if (IsRead(entries[i]))
                    answers[i] = await BatchRun.Run(setting.Dispatch, setting.Caller, entries[i], stop, moment.Take());
            }
        }

        // Operations read as they please; they must not wait for a reader that this transaction holds.
        for (var i = 0; i < entries.Count; i++)
            answers[i] ??= await BatchRun.Run(setting.Dispatch, setting.Caller, entries[i], stop);

        return new TransactionAnswer(answers, null);
    }

    private static bool IsRead(EntryRequest entry) => entry.Request!.Route.Interaction
        is Interaction.Read or Interaction.VersionRead
        or Interaction.SearchType or Interaction.SearchSystem or Interaction.SearchCompartment
        or Interaction.HistoryInstance or Interaction.HistoryType or Interaction.HistorySystem;

    // Sorts the entries into writes, in the order FHIR asks for, and the rest; refuses what no transaction can hold.
    private static FhirResponse? Admit(
        Setting setting, IReadOnlyList<EntryRequest> entries, out List<TransactionEntry> writes)
    {
        writes = [];
        foreach (var entry in entries.OrderBy(entry => entry.Phase))
        {
            var route = entry.Request!.Route;
            if (AccessOf(route.Interaction) is not { } access)
            {
                if (!IsRead(entry) && route is not ({ Interaction: Interaction.Capabilities }
                    or { Operation: { AffectsState: false } }))
                    return At(entry, "This entry asks for something that a transaction here cannot do.");

                continue;
            }

            if (access is not Access.Delete && entry.Request.Body.IsEmpty)
                return At(entry, "The entry must have a resource.");

            if (entry.Entry.FullUrl?.Contains("/_history/", StringComparison.Ordinal) == true)
                return At(entry, "A fullUrl names a resource, not a version of it.");

            var admission = setting.Home.Gate.Admit(setting.Caller, access, route.Type);
            if (!admission.TryGetGrant(out var grant, out var refusal))
                return new WriteFault([refusal.Issue], 403).At(entry.Entry);

            writes.Add(new TransactionEntry(entry, grant));
        }

        return null;
    }

    private static Access? AccessOf(Interaction interaction) => interaction switch
    {
        Interaction.Create => Access.Create,
        Interaction.Update or Interaction.ConditionalUpdate => Access.Update,
        Interaction.Patch or Interaction.ConditionalPatch => Access.Update,
        Interaction.Delete or Interaction.ConditionalDelete => Access.Delete,
        _ => null,
    };

    private static async Task<FhirResponse?> Write(
        Setting setting, List<TransactionEntry> writes, TransactionMoment moment, FhirResponse[] answers,
        CancellationToken stop)
    {
        // What searches found inside the transaction; it may differ from what they find before it.
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < Limits.MaxWriteAttempts; attempt++)
        {
            await Attempts.Pause(attempt, stop);
            var references = new TransactionReferences(setting.Home, ReadGrant(setting), found);
            var operations = new TransactionOperations(setting.Home, references, stop);
            if (Prepare(setting, writes, references, operations) is { } refusal)
                return refusal;

            var isRehearsal = writes.Exists(write => write.IsPending);
            var commit = await Commit(setting, operations, references, isRehearsal, moment, stop);
            if (commit.IsCommitted)
            {
                Tell(setting, writes, moment, commit, answers);
                return null;
            }

            if (commit.Found is not null)
            {
                if (!Learn(references, commit.Found, isRehearsal, found))
                    return NothingFound(writes);

                continue;
            }

            if (Failure(writes, commit) is { } failure)
                return failure;

            found.Clear();
        }

        return Entangled;
    }

    private static FhirResponse? Prepare(
        Setting setting, List<TransactionEntry> writes, TransactionReferences references,
        TransactionOperations operations)
    {
        var identities = new TransactionIdentities(setting.Home);
        foreach (var write in writes)
        {
            if (identities.Identify(write) is { } refusal)
                return refusal;

            if (!references.Add(write))
                return write.Refuse(400, IssueType.Duplicate, "Two entries have the same fullUrl.");
        }

        foreach (var write in writes)
        {
            if (operations.Add(write) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static async Task<CommitResult> Commit(
        Setting setting, TransactionOperations operations, TransactionReferences references, bool isRehearsal,
        TransactionMoment moment, CancellationToken stop)
    {
        var conditions = references.Conditions();
        if (operations.All.Count == 0)
        {
            // Nothing to write: a conditional delete without matches, or searches that wait for each other.
            return new CommitResult(!isRehearsal, [])
            {
                Found = isRehearsal ? [.. conditions.Select(_ => (IReadOnlyList<string>)[])] : null,
            };
        }

        var batch = new WriteBatch(operations.All)
        {
            Afterwards = conditions,
            IsRehearsal = isRehearsal,
            Snapshot = isRehearsal ? null : moment.Take(),
        };
        var commit = await setting.Home.Commit(batch, operations.All, stop);
        if (!commit.IsCommitted)
            moment.Drop();

        return commit;
    }

    /// <summary>Takes over what the searches found inside the transaction.</summary>
    /// <returns>Whether anything new was learnt.</returns>
    private static bool Learn(
        TransactionReferences references, IReadOnlyList<IReadOnlyList<string>> ids, bool isRehearsal,
        Dictionary<string, IReadOnlyList<string>> found)
    {
        var searches = references.Searches;
        var isNew = false;
        for (var i = 0; i < searches.Count; i++)
        {
            // A rehearsal lacks some entries: what it does not find may still come.
            if (isRehearsal && ids[i].Count == 0)
                continue;

            isNew |= !found.TryGetValue(searches[i].Key, out var known) || !known.SequenceEqual(ids[i]);
            found[searches[i].Key] = ids[i];
        }

        return isNew;
    }

    private static FhirResponse NothingFound(List<TransactionEntry> writes) =>
        (writes.Find(write => write.IsPending) ?? writes[0]).Refuse(
            412, IssueType.NotFound, "A conditional reference finds no resource.");

    private static void Tell(
        Setting setting, List<TransactionEntry> writes, TransactionMoment moment, CommitResult commit,
        FhirResponse[] answers)
    {
        var preference = Preferences.Parse(setting.Prefer).Return;
        foreach (var write in writes)
        {
            var (first, count) = write.Operations;
            if (count == 0 || write.Interaction == Interaction.ConditionalDelete)
            {
                answers[write.Source.Entry.Position] = new FhirResponse(204);
                continue;
            }

            var result = WriteAnswer.Complete(setting.Home, write.Grant, commit.Results[first], moment.Current);
            answers[write.Source.Entry.Position] = WriteAnswer.Of(
                result, setting.Home.BaseUrl, preference, write.Findings);
        }
    }

    /// <summary>Why the transaction fails for good; null where it is worth another attempt.</summary>
    private static FhirResponse? Failure(List<TransactionEntry> writes, CommitResult commit)
    {
        var at = commit.Results.ToList().FindIndex(result => result.IsRefusal);
        var write = at < 0 ? null : writes.Find(write =>
            at >= write.Operations.First && at < write.Operations.First + write.Operations.Count);
        if (write is null || commit.Results[at].Status is WriteStatus.Stale or WriteStatus.IdTaken)
            return null;

        // A version that the client did not name was read by the server a moment ago, and may be read again.
        var status = commit.Results[at].Status;
        var isBeaten = (status == WriteStatus.VersionConflict && write.Request.Headers.IfMatch is null)
            || (status == WriteStatus.NotFound && write.Look is { Ids.Count: > 0 });
        return isBeaten ? null : write.Refuse(commit.Results[at]);
    }

    private static Consent.Grants.Grant ReadGrant(Setting setting) =>
        setting.Home.Gate.Admit(setting.Caller, Access.Read).Grant!;

    private static FhirResponse At(EntryRequest entry, string message) =>
        WriteFault.Of(400, IssueType.NotSupported, message).At(entry.Entry);

    /// <summary>What every step of a transaction needs.</summary>
    internal sealed record Setting(Deployment Home, Dispatch Dispatch, Caller Caller, string? Prefer);
}
