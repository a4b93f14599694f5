using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Consent.Tests.Golden;
using Xunit;

namespace Havel.Consent.Tests.Resources;

public sealed class GuardKeyTests
{
    private static readonly ResourceFacts Observation = new() { Type = "Observation", Id = "o1" };

    [Fact]
    public void Resources_that_no_condition_tells_apart_share_a_guard()
    {
        var policy = Policy("p1", "  deny data instance:Observation/o1");
        Assert.Equal(
            GuardKey.Of(Observation with { Id = "o2" }, [policy]), GuardKey.Of(Observation with { Id = "o3" }, [null]));
    }

    [Fact]
    public void To_hide_one_document_gives_the_same_guard_in_every_patient()
    {
        var first = GuardKey.Of(Observation, [Policy("p1", "  deny data instance:Observation/o1")]);
        var second = GuardKey.Of(
            Observation with { Id = "o2" }, [Policy("p2", "  deny data instance:Observation/o2")]);
        Assert.Equal(first, second);
        Assert.NotEqual(first, GuardKey.Of(Observation, [null]));
    }

    [Fact]
    public void A_condition_on_type_or_confidentiality_alone_leaves_guards_as_they_are()
    {
        var policy = Policy("p1", "  deny class Observation label R");
        Assert.Equal(0, policy.SlotCount);
        Assert.Equal(GuardKey.Of(Observation, [null]), GuardKey.Of(Observation, [policy]));
    }

    [Fact]
    public void A_guard_does_not_depend_on_conditions_that_do_not_touch_the_resource()
    {
        var facts = Observation with { Codes = new([new("http://loinc.org", "1")], HasUncoded: false) };
        var alone = Policy("p1", "  deny code http://loinc.org|1");
        var among = Policy("p1", "  deny code http://loinc.org|0 code http://loinc.org|1 code http://loinc.org|2");
        Assert.Equal(GuardKey.Of(facts, [alone]), GuardKey.Of(facts, [among]));
    }

    [Fact]
    public void A_guard_of_a_Consent_carries_who_holds_it_and_nothing_of_any_policy()
    {
        var facts = new ResourceFacts
        {
            Type = "Consent", Id = "c1", Custody = Custody.Consent, Custodians = ["Organization/a"],
        };
        var key = GuardKey.Of(facts, [Policy("p1", "  deny data instance:Consent/c1")]);
        Assert.Equal(key, GuardKey.Of(facts, [null]));
        Assert.NotEqual(key, GuardKey.Of(facts with { Custodians = [] }, [null]));
    }

    [Fact]
    public void The_layout_of_a_guard_is_fixed_because_it_is_stored()
    {
        var facts = Observation with { Codes = new([new("http://loinc.org", "1")], HasUncoded: false) };
        var key = GuardKey.Of(facts, [null, Policy("p1", "  deny code http://loinc.org|1")]);
        Assert.Equal(
            "01" + "0B000000" + "4F62736572766174696F6E" + "03" + "00" + "02000000" + "00000000"
            + "01000000" + "8A588099E29B6A50" + "02",
            key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("01FFFFFF7F")]
    [InlineData("0101000000")]
    public void Broken_bytes_are_no_guard(string hex) =>
        Assert.Throws<FormatException>(() => GuardKey.Parse(Convert.FromHexString(hex)));

    private static PatientPolicy Policy(string patient, string provision)
    {
        var (id, _, consent) = ConsentText.Parse([$"consent c1 of {patient}", provision]);
        return PatientPolicy.Compile("Patient/" + patient, [(id, consent)]);
    }
}
