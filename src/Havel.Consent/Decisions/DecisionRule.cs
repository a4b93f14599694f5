using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Decisions;

/// <summary>The specification: rules 1 to 8 of <c>docs/consent.md</c> as one pure, slow function. Shapes and guards are the machine that
/// must always agree with it.</summary>
public static class DecisionRule
{
    /// <summary>Whether that caller may see that version of a resource at that instant.</summary>
    /// <param name="facts">Of the version.</param>
    /// <param name="subject">Its owners and what they say.</param>
    /// <param name="caller">From the verified token.</param>
    /// <param name="instant">When.</param>
    /// <param name="regime">What holds where nothing was said.</param>
    public static Decision Decide(
        ResourceFacts facts, SubjectPolicy subject, Caller caller, DateTimeOffset instant, Regime regime) =>
        new(IsPermitted: false, DecidingRule.RegimeDeny);
}
