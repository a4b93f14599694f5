namespace Havel.Consent.Policies;

/// <summary>Three-valued logic after Kleene: what is not known stays so unless the other side settles it.</summary>
internal static class Kleene
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth And(Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(Truth left, Truth right) => left > right ? left : right;

    /// <summary>What a rule says when its criteria hold to that degree: where that is not known, the more closed of
    /// its
    /// answer and silence. So a deny counts, and a permit does not.</summary>
    public static Answer Weigh(Truth matches, Answer answer) => matches switch
    {
        Truth.False => Answer.Silent,
        Truth.Unknown when answer == Answer.Permit => Answer.Silent,
        _ => answer,
    };
}
