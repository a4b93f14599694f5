using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Consent.Tests.Golden;
using Xunit;

namespace Havel.Consent.Tests.Grants;

public sealed class GateTests
{
    private static readonly Gate Gate = new(Regime.OptOut, TimeProvider.System);
    private static readonly Caller Clinician = Caller.ForClinician("a", ["x"]);
    private static readonly Caller Patient = Caller.ForPatient("p1");
    private static readonly Caller Researcher = Caller.ForResearcher("r");

    [Fact]
    public void Everybody_may_ask_to_read() =>
        Assert.All([Clinician, Patient, Researcher, Caller.ForSystem("s")], caller =>
            Assert.NotNull(Gate.Admit(caller, Interaction.Read).Grant));

    [Fact]
    public void A_researcher_who_asks_for_treatment_is_refused() =>
        Assert.NotNull(Gate.Admit(Caller.ForResearcher("r", Purpose.Treatment), Interaction.Read).Refusal);

    [Theory]
    [InlineData(Interaction.Create)]
    [InlineData(Interaction.Update)]
    [InlineData(Interaction.Delete)]
    public void A_researcher_may_not_write(Interaction interaction) =>
        Assert.NotNull(Gate.Admit(Researcher, interaction, "Observation").Refusal);

    [Theory]
    [InlineData("Observation", Interaction.Create, true)]
    [InlineData("Observation", Interaction.Update, true)]
    [InlineData("Observation", Interaction.Delete, true)]
    [InlineData("Patient", Interaction.Create, true)]
    [InlineData("Provenance", Interaction.Create, true)]
    [InlineData("Provenance", Interaction.Update, false)]
    [InlineData("Consent", Interaction.Create, false)]
    [InlineData("Consent", Interaction.Update, false)]
    [InlineData("AuditEvent", Interaction.Create, false)]
    public void A_clinician_may_write_clinical_data_and_no_Consents(string type, Interaction interaction, bool may) =>
        Assert.Equal(may, Gate.Admit(Clinician, interaction, type).Grant is not null);

    [Theory]
    [InlineData("Observation", Interaction.Create, true)]
    [InlineData("Observation", Interaction.Update, false)]
    [InlineData("Observation", Interaction.Delete, false)]
    [InlineData("Consent", Interaction.Create, true)]
    [InlineData("Consent", Interaction.Update, true)]
    [InlineData("Consent", Interaction.Delete, true)]
    [InlineData("Patient", Interaction.Create, false)]
    [InlineData("Provenance", Interaction.Create, false)]
    public void A_patient_may_add_data_and_change_own_Consents(string type, Interaction interaction, bool may) =>
        Assert.Equal(may, Gate.Admit(Patient, interaction, type).Grant is not null);

    [Fact]
    public void Only_system_grants_choose_ids()
    {
        Assert.True(Gate.Admit(Caller.ForSystem("import"), Interaction.Create).Grant!.MayChooseIds);
        Assert.True(Gate.Background("import", "loads files").MayChooseIds);
        Assert.False(Gate.Admit(Clinician, Interaction.Update, "Observation").Grant!.MayChooseIds);
    }

    [Fact]
    public void A_patient_writes_only_what_is_theirs_alone()
    {
        Assert.True(MayWrite(Patient, "Observation", "p1"));
        Assert.True(MayWrite(Patient, "Consent", "p1"));
        Assert.False(MayWrite(Patient, "Observation", "p2"));
        Assert.False(MayWrite(Patient, "Consent", "p2"));
        Assert.False(MayWrite(Patient, "Appointment", "p1", "p2"));
        Assert.False(MayWrite(Patient, "Observation"));
    }

    [Fact]
    public void A_clinician_writes_no_directory_data_and_nothing_that_nobody_could_read()
    {
        Assert.False(MayWrite(Clinician, "Observation"));
        Assert.False(MayWrite(Clinician, SubjectPolicy.Directory, "Practitioner"));
        Assert.True(MayWrite(Clinician, SubjectPolicy.Directory, "Medication"));
    }

    [Fact]
    public void A_deny_that_lists_collecting_refuses_the_write()
    {
        var mine = Says("  rule", "    deny actor Organization/x action collect");
        var theirs = Says("  rule", "    deny actor Organization/y action collect");
        Assert.False(MayWrite(Clinician, mine, "Observation"));
        Assert.True(MayWrite(Clinician, theirs, "Observation"));
    }

    [Fact]
    public void A_deny_that_lists_no_action_refuses_no_write_because_that_would_betray_it()
    {
        Assert.True(MayWrite(Clinician, Says("  deny"), "Observation"));
        Assert.True(MayWrite(Clinician, Says("  rule", "    deny actor Organization/x"), "Observation"));
        Assert.True(MayWrite(Clinician, Says("  rule", "    deny action access"), "Observation"));
    }

    [Fact]
    public void A_grant_says_until_when_its_answer_holds()
    {
        var gate = new Gate(Regime.OptOut, new FixedClock(DateTimeOffset.Parse("2026-03-01T12:00:00Z")));
        var grant = gate.Admit(Clinician, Interaction.Read).Grant!;
        var policy = Says("  deny period 2026-01-01..2026-12-31", "    permit period 2026-03-02..");
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T23:00:00Z"), grant.Reduce(policy).ValidUntil);
        Assert.Equal(DateTimeOffset.MaxValue, grant.Reduce(Says("  deny")).ValidUntil);
    }

    [Fact]
    public void Patients_whose_rules_come_to_the_same_share_a_shape()
    {
        var grant = Gate.Admit(Clinician, Interaction.Read).Grant!;
        var direct = grant.Reduce(Says("  rule", "    deny actor Organization/x class Observation")).Shape;
        var amid = grant.Reduce(Says(
            "  permit",
            "    deny class Observation",
            "    permit class Condition",
            "    deny actor Organization/y",
            "    deny purpose HRESCH")).Shape;
        Assert.Equal(direct, amid);
        Assert.NotEqual(direct, grant.Reduce(Says("  deny")).Shape);
    }

    [Fact]
    public void A_guard_made_for_other_owners_stays_closed()
    {
        var grant = Gate.Admit(Clinician, Interaction.Read).Grant!;
        var facts = new ResourceFacts { Type = "Observation", Id = "o1" };
        var shape = grant.Reduce(SubjectPolicy.Of(PatientPolicy.Silent("Patient/p1"))).Shape;
        Assert.True(shape.Permits(GuardKey.Of(facts, [null])));
        Assert.False(shape.Permits(GuardKey.Of(facts, [])));
        Assert.False(shape.Permits(GuardKey.Of(facts, [null, null])));
    }

    private static SubjectPolicy Says(params string[] provisions)
    {
        var (id, patient, consent) = ConsentText.Parse(["consent c1", .. provisions]);
        return SubjectPolicy.Of(PatientPolicy.Compile(patient, [(id, consent)]));
    }

    private static bool MayWrite(Caller caller, string type, params string[] owners) =>
        MayWrite(caller, SubjectPolicy.Of(owners.Select(owner => PatientPolicy.Silent("Patient/" + owner))), type);

    private static bool MayWrite(Caller caller, SubjectPolicy subject, string type)
    {
        var facts = new ResourceFacts
        {
            Type = type,
            Id = "new",
            Custody = type == "Consent" ? Custody.Consent : Custody.None,
        };
        return Gate.Admit(caller, Interaction.Create, type).Grant!.RefuseWrite(facts, subject) is null;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
