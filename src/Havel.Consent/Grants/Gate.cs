using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Fhir.Issues;

namespace Havel.Consent.Grants;

/// <summary>The one door: nothing reads or writes without a grant, and there is no other way to one.</summary>
/// <param name="regime">What holds where a patient has said nothing.</param>
/// <param name="clock">The deployment's one clock.</param>
public sealed class Gate(Regime regime, TimeProvider clock)
{
    private static readonly string[] Names = Enum.GetNames<Interaction>();

    internal static Refusal NotAdmitted { get; } =
        new(Issue.Error(IssueType.Forbidden, "This request was not admitted."));

    public Regime Regime => regime;

    /// <summary>Judges caller and request, without a look at any data.</summary>
    /// <param name="caller">From the verified token.</param>
    /// <param name="interaction">What they ask for.</param>
    /// <param name="type">The resource type of a write; null where it has none (a whole-system read, a
    /// bundle).</param>
    public Admission Admit(Caller caller, Interaction interaction, string? type = null)
    {
        var issue = RefusePurpose(caller) ?? WriteRule.RefuseAtGate(caller, interaction, type);
        return issue is null
            ? new Admission(new Grant(caller, interaction, clock.GetUtcNow(), regime, NameOf(interaction)))
            : new Admission(new Refusal(issue));
    }

    /// <summary>A grant for work of the server itself that no caller asked for, such as import or
    /// re-guarding.</summary>
    /// <param name="name">Which work.</param>
    /// <param name="reason">Why it must see everything.</param>
    public Grant Background(string name, string reason) =>
        new(Caller.ForSystem(name), Interaction.Read, clock.GetUtcNow(), regime, reason);

    private static string NameOf(Interaction interaction) => Names[(int)interaction];

    /// <summary>A researcher who asks for treatment would be no researcher.</summary>
    private static Issue? RefusePurpose(Caller caller) =>
        caller.Kind == CallerKind.Researcher && !Purpose.Research.Covers(caller.Purpose)
            ? Issue.Error(IssueType.Forbidden, $"The purpose {caller.Purpose} is not one of research.")
            : null;
}
