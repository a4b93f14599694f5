using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>One active Consent, compiled.</summary>
public sealed class ConsentPolicy
{
    internal ConsentPolicy(string id, ConsentScope scope, Provision root, Answer policyRule)
    {
        Id = id;
        Scope = scope;
        Root = root;
        PolicyRule = policyRule;
    }

    /// <summary>The Consent's id, without type.</summary>
    public string Id { get; }

    internal ConsentScope Scope { get; }

    /// <summary>The root; what it says is its type, else what <see cref="PolicyRule"/> says.</summary>
    internal Provision Root { get; }

    /// <summary>What <c>Consent.policyRule</c> says by itself.</summary>
    internal Answer PolicyRule { get; }

    /// <summary>Whether the Consent is asked: it governs the purpose, and the instant is not surely outside its
    /// period.</summary>
    internal bool Speaks(RequestContext request) =>
        Scope.Governs(request.Purpose) && Root.InPeriod(request.Instant) != Truth.False;

    /// <summary>Whether permits count. Where scope, period or meaning of the whole are not known, only denies
    /// do.</summary>
    internal bool PermitsCount(RequestContext request) =>
        !Scope.IsUnknown && !Root.IsUncertain && Root.InPeriod(request.Instant) == Truth.True;

    /// <summary>What a provision of this Consent says by itself: a permit opens only the purposes that are named,
    /// treatment if none is.</summary>
    internal Answer OwnAnswer(Provision provision, RequestContext request)
    {
        if (provision.Says != Answer.Permit)
            return provision.Says;

        var opens = PermitsCount(request) && (provision.OpenedPurposes is { } named
            ? Provision.Covers(named, request.Purpose) == Truth.True
            : Scope.OpensUnnamed(request.Purpose));
        return opens ? Answer.Permit : Answer.Silent;
    }

    /// <summary>What the Consent says where none of its rules matches. A root with criteria is itself a rule and no
    /// base; but an opting-out
    /// <c>policyRule</c> beside it closes all the same: "nobody, except" must not read as "everybody".</summary>
    internal Answer Base(RequestContext request)
    {
        if (!Root.HasCriteria)
            return OwnAnswer(Root, request);

        return PolicyRule == Answer.Deny && Root.Says == Answer.Permit ? Answer.Deny : Answer.Silent;
    }
}
