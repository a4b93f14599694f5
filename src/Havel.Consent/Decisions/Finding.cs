using Havel.Consent.Policies;

namespace Havel.Consent.Decisions;

/// <summary>What a rule answered, and whether it did so on something that is not known.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="IsUnsure">Whether a criterion on the way was not known.</param>
internal readonly record struct Finding(Answer Answer, bool IsUnsure)
{
    public static Finding Silence { get; } = new(Answer.Silent, IsUnsure: false);
}
