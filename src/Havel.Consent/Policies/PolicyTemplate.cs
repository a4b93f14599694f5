using System.Security.Cryptography;
using System.Text;
using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>A number for what a policy says apart from whose it is and which instances it names, so that a grant
/// reduces
/// it once for all patients who say the same. 128 bits of SHA-256: nobody can write a Consent that passes for another
/// one's.</summary>
/// <param name="High">First half.</param>
/// <param name="Low">Second half.</param>
internal sealed record PolicyTemplate(ulong High, ulong Low)
{
    public static PolicyTemplate Silent { get; } = new(0, 0);

    public static PolicyTemplate Of(PatientPolicy policy)
    {
        if (policy.IsSilent)
            return Silent;

        var text = new CanonicalText();
        foreach (var consent in policy.Consents)
        {
            text.Add('C').Add(consent.Scope.IsPrivacy).Add(consent.Scope.IsTreatment).Add(consent.Scope.IsResearch)
                .Add(consent.Scope.IsUnknown).Add((byte)consent.PolicyRule);
            Write(text, consent.Root, policy.Slots);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new PolicyTemplate(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private static void Write(CanonicalText text, Provision provision, SlotTable slots)
    {
        text.Add('{').Add((byte)provision.Says).Add(provision.IsUncertain).Add(provision.HasPeriod);
        if (provision.Period is { } period)
            text.Add('T').Add(period.Low).Add(period.High);
        text.Add(provision.Actions.IsPresent).Add(provision.Actions.Read).Add(provision.Actions.Write)
            .Add(provision.Actions.HasUnknown);
        foreach (var actor in provision.Actors)
            Write(text, actor);

        Write(text.Add('P'), provision.Purposes);
        if (provision.OpenedPurposes is { } opened)
            Write(text.Add('O'), opened);
        foreach (var group in provision.Conditions)
        {
            text.Add('[');
            foreach (var condition in group)
                Write(text, condition, slots);
        }

        foreach (var child in provision.Children)
            Write(text, child, slots);

        text.Add('}');
    }

    private static void Write(CanonicalText text, ActorCriterion actor)
    {
        text.Add('A').Add(actor.HasUncodedRole);
        if (actor.Reference is { } reference)
            text.Add('R').Add(reference.Target).Add(reference.IsLiteral).Add(reference.HasVersion);
        foreach (var role in actor.Roles)
            text.Add('r').Add(role.System).Add(role.Code);
    }

    private static void Write(CanonicalText text, IReadOnlyList<Purpose?> purposes)
    {
        foreach (var purpose in purposes)
            text.Add(purpose?.Code);
    }

    private static void Write(CanonicalText text, Condition condition, SlotTable slots)
    {
        if (condition.NeedsSlot)
            text.Add('#').Add((long)slots.NumberOf(condition));
        else
            text.Add('=').Add((byte)condition.Kind).Add(condition.Text).Add(condition.Rank);
    }
}
