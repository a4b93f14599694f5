using System.Security.Cryptography;
using System.Text;
using Havel.Consent.Resources;

namespace Havel.Consent.Policies;

/// <summary>One thing a provision asks of a resource. Equal conditions of different patients are equal.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Text">The type, profile or instance.</param>
/// <param name="Coding">The label, class or code.</param>
/// <param name="Range">The data period.</param>
/// <param name="Rank">The confidentiality.</param>
internal sealed record Condition(
    ConditionKind Kind, string Text = "", Coding Coding = default, DateRange Range = default, byte Rank = 0)
{
    public static Condition NotKnown { get; } = new(ConditionKind.NotKnown);

    /// <summary>Whether the answer must be noted in the guard, because type and confidentiality do not give
    /// it.</summary>
    public bool NeedsSlot => Kind >= ConditionKind.Label;

    /// <summary>Whether the resource fulfils the condition.</summary>
    public Truth Holds(ResourceFacts facts) => Kind switch
    {
        ConditionKind.Type => Kleene.Of(string.Equals(facts.Type, Text, StringComparison.Ordinal)),
        ConditionKind.AtLeastConfidential => facts.Confidentiality.AtLeast(Rank),
        ConditionKind.AtMostConfidential => facts.Confidentiality.AtMost(Rank),
        ConditionKind.Label => new CodedFacts(facts.Labels, HasUncoded: false).Has(Coding),
        ConditionKind.Profile => Kleene.Of(ClaimsProfile(facts)),
        ConditionKind.Class => facts.Classes.Has(Coding),
        ConditionKind.Code => facts.Codes.Has(Coding),
        ConditionKind.DateOverlaps => facts.Date is { } date ? Kleene.Of(Range.Overlaps(date)) : Truth.Unknown,
        ConditionKind.DateWithin => facts.Date is { } date ? Kleene.Of(Range.Contains(date)) : Truth.Unknown,
        ConditionKind.Instance => Kleene.Of(string.Equals(facts.Reference, Text, StringComparison.Ordinal)),
        _ => Truth.Unknown,
    };

    /// <summary>A number for the content, the same in every deployment for ever: 63 bits of SHA-256.
    /// Guards hold it, so it must not depend on which other conditions a patient has or had.</summary>
    public ulong ContentNumber()
    {
        var text = new CanonicalText().Add((byte)Kind).Add(Text).Add(Coding.System).Add(Coding.Code)
            .Add(Range.Low).Add(Range.High).Add(Rank);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return BitConverter.ToUInt64(hash, 0) & (ulong)long.MaxValue;
    }

    /// <summary>A profile named without a version means every version of it.</summary>
    private bool ClaimsProfile(ResourceFacts facts)
    {
        foreach (var profile in facts.Profiles)
        {
            if (string.Equals(profile, Text, StringComparison.Ordinal)
                || (profile.StartsWith(Text, StringComparison.Ordinal) && profile[Text.Length] == '|'))
                return true;
        }

        return false;
    }
}
