using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store.Interning;
using Havel.Store.Policies;

namespace Havel.Store.Reading;

/// <summary>What the subjects' policies come down to for grants of one kind. Kept from request to request: a new policy
/// version costs only the subjects whose policies changed. Belongs to one reader.</summary>
/// <param name="verdictsOf">The memory of a shape.</param>
/// <param name="members">The patients of a subject.</param>
internal sealed class GrantShapes(Func<Shape, Verdicts> verdictsOf, Func<long, IReadOnlyList<string>> members)
{
    private readonly Dictionary<long, Verdicts> _bySubject = [];
    private readonly Dictionary<SubjectPolicy, Verdicts> _byPolicy = [];
    private PolicySnapshot _snapshot = PolicySnapshot.Empty;
    private Grant? _grant;
    private Verdicts? _silent;
    private DateTimeOffset _from;
    private DateTimeOffset _until;

    /// <summary>Makes ready for a request.</summary>
    public void Begin(Grant grant, PolicySnapshot snapshot)
    {
        if (_grant is null || grant.Instant < _from || grant.Instant >= _until)
        {
            Forget();
            _byPolicy.Clear();
            _from = grant.Instant;
            _until = DateTimeOffset.MaxValue;
        }
        else if (!ReferenceEquals(snapshot, _snapshot))
        {
            Forget();
        }

        _grant = grant;
        _snapshot = snapshot;
    }

    /// <summary>What holds for a subject's resources.</summary>
    public Verdicts Of(long subject)
    {
        if (_bySubject.TryGetValue(subject, out var known))
            return known;

        if (_bySubject.Count >= Limits.CachedShapes)
            Forget();

        return _bySubject[subject] = Find(subject);
    }

    private Verdicts Find(long subject)
    {
        if (subject is SubjectTable.Directory or SubjectTable.Unowned)
            return Reduce(_snapshot.Of(subject, members));

        if (_snapshot.Find(subject) is { } policy)
        {
            if (!_byPolicy.TryGetValue(policy, out var known))
                _byPolicy[policy] = known = Reduce(policy);

            return known;
        }

        // Patients who have said nothing differ only in who they are, and only to a patient does that matter.
        return _grant!.Caller.Kind == CallerKind.Patient || SubjectTable.IsShared(subject)
            ? Reduce(_snapshot.Of(subject, members))
            : _silent ??= Reduce(_snapshot.Of(subject, members));
    }

    private Verdicts Reduce(SubjectPolicy policy)
    {
        var reduction = _grant!.Reduce(policy);
        if (reduction.ValidUntil < _until)
            _until = reduction.ValidUntil;

        return verdictsOf(reduction.Shape);
    }

    private void Forget()
    {
        _bySubject.Clear();
        _silent = null;
        if (_byPolicy.Count >= Limits.CachedShapes)
            _byPolicy.Clear();
    }
}
