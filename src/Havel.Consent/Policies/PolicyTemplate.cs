using System.Security.Cryptography;
using System.Text;

namespace Havel.Consent.Policies;

/// <summary>A number for what a policy says apart from whose it is and which instances it names, so that a grant
/// reduces it once for all
/// patients who say the same. 128 bits of SHA-256.</summary>
/// <param name="High">First half.</param>
/// <param name="Low">Second half.</param>
internal readonly record struct PolicyTemplate(ulong High, ulong Low)
{
    private const char End = '\u001e';

    public static PolicyTemplate Of(PatientPolicy policy)
    {
        if (policy.IsSilent)
            return default;

        var text = new StringBuilder();
        foreach (var consent in policy.Consents)
        {
            text.Append(consent.Scope).Append(End).Append(consent.PolicyRule).Append(End);
            Write(text, consent.Root, policy.Slots);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new PolicyTemplate(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private static void Write(StringBuilder text, Provision provision, SlotTable slots)
    {
        text.Append('{').Append(provision.Says).Append(provision.IsUncertain).Append(provision.HasPeriod)
            .Append(provision.Period).Append(provision.Actions).Append(End);
        foreach (var actor in provision.Actors)
        {
            text.Append(actor.Reference).Append(actor.HasUncodedRole).AppendJoin(End, actor.Roles).Append(";;");
        }

        text.Append(End).AppendJoin(',', provision.Purposes.Select(purpose => purpose?.Code ?? "?"));
        text.Append(End).AppendJoin(',', provision.OpenedPurposes?.Select(purpose => purpose?.Code ?? "?") ?? ["-"]);
        foreach (var group in provision.Conditions)
        {
            text.Append('[').AppendJoin(End, group.Select(condition => ContentOf(condition, slots))).Append(']');
        }

        foreach (var child in provision.Children)
            Write(text, child, slots);

        text.Append('}');
    }

    private static string ContentOf(Condition condition, SlotTable slots) =>
        condition.NeedsSlot ? $"#{slots.NumberOf(condition)}" : condition.Content;
}
