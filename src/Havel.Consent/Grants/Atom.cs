using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>A condition as a guard answers it.</summary>
/// <param name="Kind"><see cref="ConditionKind.NotKnown"/>, a type, a confidentiality, or any other for a
/// slot.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Rank">The confidentiality.</param>
/// <param name="Slot">The slot's number; 0 for none.</param>
internal readonly record struct Atom(ConditionKind Kind, string Type = "", byte Rank = 0, ulong Slot = 0)
{
    public static Atom NotKnown { get; } = new(ConditionKind.NotKnown);

    /// <summary>What is asked of a guard in place of a condition.</summary>
    public static Atom Of(Condition condition, SlotTable slots) => condition.NeedsSlot
        ? new Atom(ConditionKind.Label, Slot: slots.NumberOf(condition))
        : new Atom(condition.Kind, condition.Text, condition.Rank);

    /// <summary>The atom as text, for the shape's key.</summary>
    public string Key => Kind switch
    {
        ConditionKind.NotKnown => "?",
        ConditionKind.Type => "t" + Type,
        ConditionKind.AtLeastConfidential => ">" + Confidentiality.CodeOf(Rank),
        ConditionKind.AtMostConfidential => "<" + Confidentiality.CodeOf(Rank),
        _ => $"#{Slot:x}",
    };

    /// <summary>Whether a guarded resource fulfils it, for one of its owners.</summary>
    public Truth Holds(GuardFacts guard, int owner) => Kind switch
    {
        ConditionKind.NotKnown => Truth.Unknown,
        ConditionKind.Type => Kleene.Of(string.Equals(guard.Type, Type, StringComparison.Ordinal)),
        ConditionKind.AtLeastConfidential => guard.Confidentiality.AtLeast(Rank),
        ConditionKind.AtMostConfidential => guard.Confidentiality.AtMost(Rank),
        _ => guard.Owners[owner].GetValueOrDefault(Slot, Truth.False),
    };
}
