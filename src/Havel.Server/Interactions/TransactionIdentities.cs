using Havel.Fhir.Issues;
using Havel.Server.Responses;
using Havel.Server.Writes;
using Access = Havel.Consent.Callers.Interaction;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Interactions;

/// <summary>Finds out which resource each entry of a transaction is about: references of the others need it before
/// anything is parsed. No resource may be written by two entries.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal sealed class TransactionIdentities(Deployment home)
{
    private readonly Dictionary<(string Type, string Condition), TransactionEntry> _creates = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>Identifies an entry; deletions first.</summary>
    /// <returns>Why the transaction cannot be carried out, or null.</returns>
    public FhirResponse? Identify(TransactionEntry entry)
    {
        var headers = entry.Request.Headers;
        if (!UpdateHandler.TryIfMatch(headers.IfMatch, out var version))
        {
            return entry.Refuse(
                400, IssueType.Value, "ifMatch must be an entity tag of this server, such as W/\"3\".");
        }

        entry.IfMatch = version;
        var refusal = entry.Interaction switch
        {
            Interaction.Create => Create(entry),
            Interaction.ConditionalUpdate => Update(entry),
            Interaction.ConditionalPatch => Patch(entry),
            Interaction.ConditionalDelete => Delete(entry),
            _ => null,
        };
        return refusal ?? Name(entry);
    }

    private FhirResponse? Name(TransactionEntry entry)
    {
        if (entry.IsFound)
        {
            return _deleted.Overlaps(entry.Names)
                ? entry.Refuse(400, IssueType.Invalid, "The condition finds what the transaction deletes.")
                : null;
        }

        foreach (var name in entry.Names)
        {
            if (!_named.Add(name))
                return entry.Refuse(400, IssueType.Invalid, "A resource may be named once in a transaction.");

            if (!entry.HasResource)
                _deleted.Add(name);
        }

        return null;
    }

    // Two creates on one condition are one: the second finds what the first makes.
    private FhirResponse? Create(TransactionEntry entry)
    {
        entry.Id = entry.NewId ??= home.Ids.Next();
        entry.IsNew = true;
        entry.IsFound = false;
        if (entry.Request.Headers.IfNoneExist is not { } text)
            return null;

        if (_creates.TryGetValue((entry.Type, text), out var first))
        {
            entry.Look = first.Look!.Value with { Ids = [first.Id] };
            entry.Id = first.Id;
            entry.IsFound = true;
            return null;
        }

        var condition = ConditionText.Parse(home, entry.Grant, entry.Type, text);
        if (condition.Query is null)
            return new WriteFault(condition.Issues, 400).At(entry.Source.Entry);

        var look = ConditionLook.Find(home, entry.Grant, condition.Query, most: 1);
        if (look.Fault is not null)
            return look.Fault.At(entry.Source.Entry);

        entry.Look = look;
        entry.IsFound = look.Ids.Count == 1;
        entry.IsNew = !entry.IsFound;
        entry.Id = entry.IsFound ? look.Ids[0] : entry.Id;
        _creates.Add((entry.Type, text), entry);
        return null;
    }

    private FhirResponse? Update(TransactionEntry entry)
    {
        if (Look(entry, most: 1) is { } refusal)
            return refusal;

        var ids = entry.Look!.Value.Ids;
        var sent = entry.Source.Entry.Id;
        entry.IsNew = ids.Count == 0;
        if (ids.Count == 1)
        {
            entry.Id = ids[0];
            return sent is null || string.Equals(sent, entry.Id, StringComparison.Ordinal)
                ? null
                : entry.Refuse(
                    400, IssueType.Invalid, "The id in the resource is another than that of the one match.");
        }

        if (entry.IfMatch is not null)
        {
            return entry.Refuse(
                412, IssueType.Conflict, "ifMatch names a version, and the condition matches nothing.");
        }

        if (sent is not null)
        {
            entry.Id = sent;
            return null;
        }

        entry.Id = entry.NewId ??= home.Ids.Next();
        if (!home.Gate.Admit(entry.Caller, Access.Create, entry.Type).TryGetGrant(out var grant, out var refused))
            return new WriteFault([refused.Issue], 403).At(entry.Source.Entry);

        entry.Grant = grant;
        return null;
    }

    private FhirResponse? Patch(TransactionEntry entry)
    {
        if (Look(entry, most: 1) is { } refusal)
            return refusal;

        if (entry.Look!.Value.Ids.Count == 0)
            return WriteFault.NotFound.At(entry.Source.Entry);

        entry.Id = entry.Look.Value.Ids[0];
        return null;
    }

    private FhirResponse? Delete(TransactionEntry entry) => home.Writes.ConditionalDelete == MatchPolicy.None
        ? entry.Refuse(405, IssueType.NotSupported, "Conditional deletes are switched off here.")
        : Look(entry, ConditionalDeleteHandler.Most(home.Writes));

    private FhirResponse? Look(TransactionEntry entry, int most)
    {
        var look = ConditionLook.At(new Asking(home, entry.Grant, entry.Request, CancellationToken.None), most);
        entry.Look = look;
        return look.Fault?.At(entry.Source.Entry);
    }
}
