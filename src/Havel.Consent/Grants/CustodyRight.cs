using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>Rule 8 for one caller and one subject: which Consents and traces are open.</summary>
internal sealed class CustodyRight
{
    private readonly bool _isOwner;
    private readonly IReadOnlyList<string> _organizations;

    private CustodyRight(bool isAll, bool isOwner, IReadOnlyList<string> organizations)
    {
        IsAll = isAll;
        _isOwner = isOwner;
        _organizations = organizations;
        Key = isAll ? "*" : isOwner ? "o" : KeyOf(organizations);
    }

    /// <summary>The right of a system grant, which is one to everything else as well.</summary>
    public static CustodyRight All { get; } = new(isAll: true, isOwner: true, []);

    public bool IsAll { get; }

    /// <summary>The right as text.</summary>
    public string Key { get; }

    public static CustodyRight Of(Caller caller, bool isOwner) =>
        new(isAll: false, isOwner, caller.Kind == CallerKind.Clinician ? caller.Organizations : []);

    public bool Permits(GuardFacts guard) =>
        _isOwner
        || (guard.Custody == Custody.Consent
            && guard.Custodians.Any(custodian => _organizations.Contains(custodian, StringComparer.Ordinal)));

    private static string KeyOf(IReadOnlyList<string> organizations)
    {
        var text = new CanonicalText();
        foreach (var organization in organizations)
            text.Add(organization);

        return text.ToString();
    }
}
