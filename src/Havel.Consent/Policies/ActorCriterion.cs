using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>One <c>provision.actor</c>: a role and a reference, which must both fit.</summary>
/// <param name="Roles">The role's codings; empty where the role adds nothing.</param>
/// <param name="HasUncodedRole">Whether the role is text alone.</param>
/// <param name="Reference">Who; null where only the role says it.</param>
internal sealed record ActorCriterion(IReadOnlyList<Coding> Roles, bool HasUncodedRole, LocalReference? Reference)
{
    /// <summary>Whether the caller is meant.</summary>
    public Truth Means(Caller caller)
    {
        var role = RoleFits(caller);
        if (Reference is { } reference)
            return Kleene.And(role, Is(caller, reference));

        // An actor without a reference whose role adds nothing says nothing that could be evaluated.
        return Roles.Count == 0 ? Truth.Unknown : role;
    }

    /// <summary>Whether the caller is meant, and by their own name.</summary>
    public bool Names(Caller caller) =>
        Reference is { IsLiteral: true } reference
        && string.Equals(reference.Target, caller.Person, StringComparison.Ordinal)
        && Means(caller) == Truth.True;

    private Truth RoleFits(Caller caller)
    {
        if (HasUncodedRole)
            return Truth.Unknown;
        if (Roles.Count == 0)
            return Truth.True;

        var best = Truth.False;
        foreach (var wanted in Roles)
        {
            foreach (var role in caller.Roles)
                best = Kleene.Or(best, Coding.Same(wanted, role));
        }

        return best;
    }

    private static Truth Is(Caller caller, LocalReference reference)
    {
        switch (reference.TargetType())
        {
            case "Practitioner" or "Patient" or "RelatedPerson":
                return Kleene.Of(string.Equals(reference.Target, caller.Person, StringComparison.Ordinal));
            case "Organization":
                return Kleene.Of(caller.ActsFor(reference.Target));
            default:
                return caller.Memberships.TryGetValue(reference.Target, out var isMember)
                    ? Kleene.Of(isMember)
                    : Truth.Unknown;
        }
    }
}
