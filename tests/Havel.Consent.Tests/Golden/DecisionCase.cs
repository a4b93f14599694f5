using Havel.Consent.Callers;
using Havel.Consent.Decisions;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Tests.Golden;

/// <summary>One golden decision: who has said what, who asks for what, and what must come out.</summary>
internal sealed class DecisionCase
{
    public required string Title { get; init; }

    public Regime Regime { get; set; } = Regime.OptOut;

    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse("2026-03-01T12:00:00+01:00");

    public List<IReadOnlyList<string>> Consents { get; } = [];

    public Caller Caller { get; set; } = Caller.ForClinician("dr-a", ["hospital-a"]);

    public ResourceFacts Facts { get; set; } = new() { Type = "Observation", Id = "o1" };

    /// <summary>Patients' ids; null for the directory, empty for unowned.</summary>
    public IReadOnlyList<string>? Owners { get; set; } = ["p1"];

    public string Expected { get; set; } = string.Empty;

    /// <summary>What those who own the resource say.</summary>
    public SubjectPolicy Subject()
    {
        if (Owners is null)
            return SubjectPolicy.Directory;

        var consents = Consents.ConvertAll(lines => ConsentText.Parse(lines));
        return SubjectPolicy.Of(Owners.Select(owner => PatientPolicy.Compile(
            "Patient/" + owner, consents.Select(consent => (consent.Id, consent.Consent)))));
    }

    /// <summary>What the specification says, in the words of the golden file.</summary>
    public string Decide()
    {
        var decision = DecisionRule.Decide(Facts, Subject(), Caller, Now, Regime);
        var words = new List<string> { decision.IsPermitted ? "permit" : "deny", decision.Rule.ToString() };
        if (decision.Consent is { } consent)
            words.Add(consent);
        if (decision.HasUnsupportedPart)
            words.Add("unsure");

        return string.Join(' ', words);
    }

    /// <summary>What the machine says.</summary>
    public bool PermitsByShape()
    {
        var subject = Subject();
        var grant = new Grant(Caller, Interaction.Read, Now, Regime, "test");
        var guard = GuardKey.Of(Facts, subject.Owners);
        return grant.Reduce(subject).Shape.Permits(GuardKey.Parse(guard.Bytes.Span));
    }
}
