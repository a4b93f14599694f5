using Havel.Consent.Decisions;
using Xunit;

namespace Havel.Consent.Tests.Decisions;

public sealed class SentencesTests
{
    public static TheoryData<DecidingRule> Rules() => new(Enum.GetValues<DecidingRule>());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_is_explained_in_one_sentence_of_both_languages(DecidingRule rule)
    {
        var explanation = new Decision(IsPermitted: false, rule, "Patient/p1", "c1").Explanation;
        Assert.Matches("^[A-Z][^.]*\\.$", explanation.English);
        Assert.Matches("^[A-Z][^.]*\\.$", explanation.German);
        Assert.NotEqual(explanation.English, explanation.German);
    }

    [Fact]
    public void No_two_rules_are_explained_alike() =>
        Assert.Distinct(Enum.GetValues<DecidingRule>()
            .Where(rule => rule != DecidingRule.CustodyDeny)
            .Select(rule => new Decision(IsPermitted: false, rule).Explanation.English));

    [Fact]
    public void What_counted_as_a_no_because_it_is_not_supported_is_said()
    {
        var decision = new Decision(IsPermitted: false, DecidingRule.ExplicitDeny, "Patient/p1", "c1", true);
        Assert.Contains("does not support", decision.Explanation.English, StringComparison.Ordinal);
        Assert.Contains("nicht auswerten kann", decision.Explanation.German, StringComparison.Ordinal);
    }
}
