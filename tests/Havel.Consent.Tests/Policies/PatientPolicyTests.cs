using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Consent.Tests.Golden;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Consent.Tests.Policies;

public sealed class PatientPolicyTests
{
    private static readonly string[] First = ["consent a", "  deny", "    permit code urn:c|1 data instance:Basic/b1"];
    private static readonly string[] Second = ["consent b", "  rule", "    deny class urn:c|2 dataPeriod 2020..2021"];

    [Fact]
    public void The_order_in_which_Consents_arrive_makes_no_difference()
    {
        var forth = Compile(First, Second);
        var back = Compile(Second, First);
        Assert.Equal(forth.Template, back.Template);
        Assert.True(forth.GuardsLike(back));
    }

    [Fact]
    public void A_withdrawn_Consent_leaves_no_trace()
    {
        string[] withdrawn = ["consent c status inactive", "  deny code urn:c|9"];
        var without = Compile(First, Second);
        var with = Compile(First, withdrawn, Second);
        Assert.Equal(without.Template, with.Template);
        Assert.True(without.GuardsLike(with));
    }

    [Fact]
    public void Patients_who_say_the_same_of_different_documents_share_a_template()
    {
        var one = Compile(["consent a", "  deny data instance:Basic/b1"]);
        var other = Compile(["consent z", "  deny data instance:Basic/b2"]);
        Assert.Equal(one.Template, other.Template);
        Assert.False(one.GuardsLike(other));
    }

    [Fact]
    public void A_thousand_nested_provisions_close_where_reading_ends()
    {
        var lines = new List<string> { "consent a" };
        for (var depth = 1; depth <= Limits.ProvisionDepth + 2; depth++)
            lines.Add(new string(' ', depth) + "permit class Observation");

        var subject = SubjectPolicy.Of(Compile([.. lines]));
        var facts = new ResourceFacts { Type = "Observation", Id = "o1" };
        var caller = Caller.ForClinician("a", []);
        var decision = DecisionRule.Decide(facts, subject, caller, DateTimeOffset.UnixEpoch, Regime.OptOut);
        Assert.Equal((false, true), (decision.IsPermitted, decision.HasUnsupportedPart));
    }

    [SharedFact]
    public void Every_Consent_of_the_German_core_data_set_compiles()
    {
        var consents = Directory.EnumerateFiles(SharedData.Path("data/mii"), "Consent-*.json")
            .Select(path => ResourceParser.OfThread.Parse(File.ReadAllBytes(path)).Table)
            .OfType<NodeTable>()
            .Select(table => table.Root)
            .ToList();
        Assert.NotEmpty(consents);
        Assert.All(consents, consent =>
        {
            var patient = consent.Child("patient").TextOf("reference")!;
            var policy = PatientPolicy.Compile(patient, [("c1", consent)]);
            Assert.Equal(consent.TextOf("status") == "active", !policy.IsSilent);
        });
    }

    private static PatientPolicy Compile(params IReadOnlyList<string>[] consents) =>
        PatientPolicy.Compile("Patient/p1", consents.Select(lines => ConsentText.Parse(lines))
            .Select(consent => (consent.Id, consent.Consent)));
}
