using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Validation;
using Havel.Store.Writing;
using Access = Havel.Consent.Callers.Interaction;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>Carries out a transaction: all writes in one batch of the store, then the reads, which see what was
/// written.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal static class TransactionRun
{
    // A condition's match can change between the look and the commit; after so many times somebody is fighting us.
    private const int MaxAttempts = 5;

    public static async Task<TransactionAnswer> Answer(
        Setting setting, IReadOnlyList<EntryRequest> entries, CancellationToken stop)
    {
        if (entries.FirstOrDefault(entry => entry.Fault is not null)?.Fault is { } fault)
            return TransactionAnswer.Refuse(Outcomes.Refuse(fault) with { Status = 400 });

        if (Admit(setting, entries, out var writes) is { } refusal)
            return TransactionAnswer.Refuse(refusal);

        var answers = new FhirResponse[entries.Count];
        if (writes.Count > 0 && await Write(setting, writes, answers, stop) is { } failure)
            return TransactionAnswer.Refuse(failure);

        for (var i = 0; i < entries.Count; i++)
            answers[i] ??= await BatchRun.Run(setting.Dispatch, setting.Caller, entries[i], stop);

        return new TransactionAnswer(answers, null);
    }

    // Sorts the entries into writes, in the order FHIR asks for, and the rest; refuses what no transaction can hold.
    private static FhirResponse? Admit(
        Setting setting, IReadOnlyList<EntryRequest> entries, out List<TransactionEntry> writes)
    {
        writes = [];
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.OrderBy(entry => entry.Phase))
        {
            var route = entry.Request!.Route;
            var access = route.Interaction switch
            {
                Interaction.Create => Access.Create,
                Interaction.Update => Access.Update,
                Interaction.Delete => Access.Delete,
                _ => Access.Read,
            };
            if (access == Access.Read)
            {
                if (entry.Phase < 3 || route.Operation is { AffectsState: true })
                    return At(
                        entry, IssueType.NotSupported,
                        "This entry asks for something that a transaction here cannot do.", 400);

                continue;
            }

            if (access is not Access.Delete && entry.Entry.Resource.IsEmpty)
                return At(entry, IssueType.Required, "The entry must have a resource.", 400);

            if (access is not Access.Create && !named.Add($"{route.Type}/{route.Id}"))
                return At(entry, IssueType.Invalid, "A resource may be named once in a transaction.", 400);

            var admission = setting.Home.Gate.Admit(setting.Caller, access, route.Type);
            if (!admission.TryGetGrant(out var grant, out var refusal))
                return Outcomes.Refuse(EntryIssues.Of(entry.Entry, [refusal.Issue])) with { Status = 403 };

            writes.Add(new TransactionEntry(entry, grant));
        }

        return null;
    }

    private static async Task<FhirResponse?> Write(
        Setting setting, List<TransactionEntry> writes, FhirResponse[] answers, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (Prepare(setting, writes, out var operations) is { } refusal)
                return refusal;

            var commit = await setting.Home.Commit(operations, stop);
            if (commit.IsCommitted)
            {
                var preference = Preferences.Parse(setting.Prefer).Return;
                for (var i = 0; i < writes.Count; i++)
                {
                    var result = WriteAnswer.Complete(setting.Home, writes[i].Grant, commit.Results[i]);
                    answers[writes[i].Source.Entry.Position] = WriteAnswer.Of(
                        result, setting.Home.BaseUrl, preference, writes[i].Findings);
                }

                return null;
            }

            var failed = commit.Results.ToList().FindIndex(result => result.IsRefusal);
            if (failed >= 0 && commit.Results[failed].Status is not (WriteStatus.Stale or WriteStatus.IdTaken))
                return Failure(writes[failed], commit.Results[failed]);
        }

        return Outcomes.Busy;
    }

    private static FhirResponse? Prepare(
        Setting setting, List<TransactionEntry> writes, out List<WriteOperation> operations)
    {
        var home = setting.Home;
        operations = [];
        var references = new TransactionReferences(home, ReadGrant(setting));
        foreach (var write in writes)
        {
            if (Identify(home, write) is { } refusal)
                return refusal;

            if (!references.Add(write.Source.Entry.FullUrl, write.Type, write.Id))
                return At(write.Source, IssueType.Duplicate, "Two entries have the same fullUrl.", 400);
        }

        foreach (var write in writes)
        {
            if (Operation(home, write, references, out var operation) is { } refusal)
                return refusal;

            operations.Add(operation!);
        }

        return null;
    }

    // Which id the entry's resource will have: references of the others need it before anything is parsed.
    private static FhirResponse? Identify(Deployment home, TransactionEntry write)
    {
        if (write.Request.Route.Interaction != Interaction.Create)
            return null;

        write.Id = home.Ids.Next();
        if (write.Request.Headers.IfNoneExist is not { } search)
            return null;

        var condition = ConditionText.Parse(home, write.Grant, write.Type, search);
        if (condition.Query is null)
            return Outcomes.Refuse(EntryIssues.Of(write.Source.Entry, condition.Issues)) with { Status = 400 };

        var matches = home.Matches(write.Grant, condition.Query);
        if (matches.Count > 1)
            return At(write.Source, IssueType.MultipleMatches, "The condition matches more than one resource.", 412);

        write.Condition = new WriteCondition(write.Grant, condition.Query, matches.Count == 1 ? matches[0] : null);
        if (matches.Count == 1)
            write.Id = matches[0];

        return null;
    }

    private static FhirResponse? Operation(
        Deployment home, TransactionEntry write, TransactionReferences references, out WriteOperation? operation)
    {
        operation = null;
        var route = write.Request.Route;
        if (!UpdateHandler.TryIfMatch(write.Request.Headers.IfMatch, out var version))
            return At(
                write.Source, IssueType.Value, "ifMatch must be an entity tag of this server, such as W/\"3\".", 400);

        if (route.Interaction == Interaction.Delete)
        {
            operation = WriteOperation.Delete(write.Grant, write.Type, write.Id, version);
            return null;
        }

        var reading = home.Inflow.Read(
            write.Source.Entry.Resource, write.Type, references.Resolve, source: write.Request.Source);
        if (!reading.IsValid)
            return Outcomes.Refuse(EntryIssues.Of(
                write.Source.Entry, reading.Issues, hasLines: write.Request.Source is not null));

        if (WriteRules.Check(home, reading.Table) is { Count: > 0 } faults)
            return Outcomes.Refuse(EntryIssues.Of(write.Source.Entry, faults)) with { Status = 422 };

        reading = WriteValidation.Judge(home, reading, write.Grant.Caller, write.Request.Source);
        if (!reading.IsValid)
        {
            return Outcomes.Refuse(EntryIssues.Of(
                write.Source.Entry, reading.Issues, hasLines: write.Request.Source is not null)) with { Status = 422 };
        }

        write.Findings = reading.Issues;
        if (references.Issues.Count > 0)
            return Outcomes.Refuse(EntryIssues.Of(write.Source.Entry, references.Issues)) with { Status = 412 };

        if (route.Interaction == Interaction.Update)
        {
            if (UpdateHandler.CheckId(reading.Table.Root.TextOf("id"), route.Id) is { } wrong)
                return Outcomes.Refuse(EntryIssues.Of(write.Source.Entry, [wrong]));

            operation = WriteOperation.Update(
                write.Grant, home.Store.Preparation.Prepare(reading.Table, write.Id), version);
            return null;
        }

        // A create that its condition will turn into "exists" is still prepared: under an id of its own, never the
        // found one's.
        var id = write.Condition?.ExpectedId is null ? write.Id : home.Ids.Next();
        operation = WriteOperation.Create(
            write.Grant, home.Store.Preparation.Prepare(reading.Table, id), write.Condition);
        return null;
    }

    private static FhirResponse Failure(TransactionEntry write, in WriteResult result) => result.Status switch
    {
        WriteStatus.NotFound =>
            At(write.Source, IssueType.NotFound, "There is no such resource, or it is not open to you.", 404),
        WriteStatus.Forbidden =>
            Outcomes.Refuse(EntryIssues.Of(write.Source.Entry, [result.Issue!])) with { Status = 403 },
        WriteStatus.MultipleMatches =>
            At(write.Source, IssueType.MultipleMatches, "The condition matches more than one resource.", 412),
        _ => At(write.Source, IssueType.Conflict, "ifMatch names another version than the current one.", 412),
    };

    private static Grant ReadGrant(Setting setting) =>
        setting.Home.Gate.Admit(setting.Caller, Access.Read).Grant!;

    private static FhirResponse At(EntryRequest entry, IssueType type, string message, int status) =>
        Outcomes.Refuse(EntryIssues.Of(entry.Entry, [Issue.Error(type, message)])) with { Status = status };

    /// <summary>What every step of a transaction needs.</summary>
    internal sealed record Setting(Deployment Home, Dispatch Dispatch, Caller Caller, string? Prefer);
}
