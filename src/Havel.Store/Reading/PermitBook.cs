using System.Collections.Concurrent;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store.Interning;
using Havel.Store.Policies;

namespace Havel.Store.Reading;

/// <summary>Works grants out into values for statements and keeps them from request to request. For any
/// thread.</summary>
internal sealed class PermitBook(GuardTable guards)
{
    private readonly ConcurrentDictionary<GrantKey, Page> _pages = new();

    /// <summary>Whose data references were.</summary>
    public SubjectGuesses Guesses { get; } = new();

    /// <summary>The values of a grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="snapshot">What patients say.</param>
    /// <param name="lastGuard">The largest guard that stands in a row.</param>
    /// <param name="own">For a patient: the subjects they belong to, each with all its patients.</param>
    public PermitValues Of(
        Grant grant, PolicySnapshot snapshot, int lastGuard, IReadOnlyList<(long Subject, string[] Members)>? own)
    {
        var key = GrantKey.Of(grant);
        if (_pages.TryGetValue(key, out var known) && known.Fits(grant, snapshot, lastGuard, own))
            return known.Values;

        if (_pages.Count >= Limits.CachedGrants)
            _pages.Clear();

        var page = Write(grant, snapshot, Math.Max(lastGuard, guards.Last), own);
        _pages[key] = page;
        return page.Values;
    }

    /// <summary>The subjects of a patient as they were when last looked up; null where they never were.</summary>
    public IReadOnlyList<(long Subject, string[] Members)>? OwnOf(Grant grant) =>
        _pages.TryGetValue(GrantKey.Of(grant), out var known) ? known.Own : null;

    private Page Write(
        Grant grant, PolicySnapshot snapshot, int lastGuard, IReadOnlyList<(long Subject, string[] Members)>? own)
    {
        var rows = new PermitRows(guards, lastGuard + 1);
        var until = DateTimeOffset.MaxValue;
        var numbers = snapshot.Numbers;
        var ownFrom = 3 + numbers.Last;
        var classes = new int[ownFrom + (own?.Count ?? 0)];
        classes[0] = rows.Of(grant.Reduce(SubjectPolicy.Unowned).Shape);
        classes[1] = rows.Of(grant.Reduce(SubjectPolicy.Directory).Shape);
        classes[2] = rows.OfSilent(grant);
        for (var number = 1; number <= numbers.Last; number++)
        {
            classes[2 + number] = numbers.Samples.TryGetValue(number, out var sample)
                ? rows.Of(Reduced(grant.ReduceAsStranger(sample), ref until))
                : PermitRows.Closed;
        }

        for (var index = 0; own is not null && index < own.Count; index++)
        {
            var policy = snapshot.Of(own[index].Subject, _ => own[index].Members);
            classes[ownFrom + index] = rows.Of(Reduced(grant.Reduce(policy), ref until));
        }

        var values = Values(rows, classes, own?.Select(each => each.Subject).ToArray(), ownFrom, lastGuard + 1);
        return new Page(snapshot, lastGuard, grant.Instant, until, values, own);
    }

    private static Shape Reduced(in Reduction reduction, ref DateTimeOffset until)
    {
        if (reduction.ValidUntil < until)
            until = reduction.ValidUntil;

        return reduction.Shape;
    }

    private static PermitValues Values(PermitRows rows, int[] classes, long[]? own, int ownFrom, int stride)
    {
        var isPlain = own is null && Array.TrueForAll(classes[2..], row => row == classes[2]);
        if (isPlain)
            return new PermitValues(rows.Bits(classes[..3]), Array.Empty<byte>(), stride, null, ownFrom);

        Array narrow = rows.Count <= byte.MaxValue
            ? Array.ConvertAll(classes, row => (byte)row)
            : Array.ConvertAll(classes, row => checked((short)row));
        return new PermitValues(rows.Bits([.. Enumerable.Range(0, rows.Count)]), narrow, stride, own, ownFrom);
    }

    private sealed record Page(
        PolicySnapshot Snapshot,
        int LastGuard,
        DateTimeOffset From,
        DateTimeOffset Until,
        PermitValues Values,
        IReadOnlyList<(long Subject, string[] Members)>? Own)
    {
        public bool Fits(
            Grant grant, PolicySnapshot snapshot, int lastGuard, IReadOnlyList<(long Subject, string[])>? own) =>
            ReferenceEquals(snapshot, Snapshot) && lastGuard <= LastGuard
            && grant.Instant >= From && grant.Instant < Until
            && (own is null ? Values.Own is null : Values.Own is { } known && Same(known, own));

        private static bool Same(long[] known, IReadOnlyList<(long Subject, string[])> own)
        {
            if (known.Length != own.Count)
                return false;

            for (var index = 0; index < known.Length; index++)
            {
                if (known[index] != own[index].Subject)
                    return false;
            }

            return true;
        }
    }
}
