namespace Havel.Consent.Decisions;

/// <summary>Which denies count.</summary>
internal enum DenyFilter : byte
{
    All,

    /// <summary>Those that name the caller, or stand inside a rule that does: what a co-owner can close to an
    /// owner.</summary>
    NamesCaller,

    /// <summary>Those that list the action, or stand inside a rule that does: what can refuse a write.</summary>
    ListsAction,
}
