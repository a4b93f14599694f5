using Havel.Consent.Callers;

namespace Havel.Consent.Policies;

/// <summary>The actions a provision lists; <c>default</c> where it lists none.</summary>
/// <param name="IsPresent">Whether it lists any.</param>
/// <param name="Read">access, use or disclose.</param>
/// <param name="Write">collect or correct.</param>
/// <param name="HasUnknown">An action that Havel does not know.</param>
internal readonly record struct ActionCriterion(bool IsPresent, bool Read, bool Write, bool HasUnknown)
{
    public const string System = "http://terminology.hl7.org/CodeSystem/consentaction";

    /// <summary>Adds one listed action: the codings of one CodeableConcept.</summary>
    public ActionCriterion With(IReadOnlyList<Coding> action)
    {
        var result = this with { IsPresent = true };
        var known = false;
        foreach (var coding in action)
        {
            if (!string.Equals(coding.System, System, StringComparison.Ordinal))
                continue;

            var reads = coding.Code is "access" or "use" or "disclose";
            var writes = coding.Code is "collect" or "correct";
            known |= reads || writes;
            result = result with { Read = result.Read || reads, Write = result.Write || writes };
        }

        return result with { HasUnknown = result.HasUnknown || !known };
    }

    /// <summary>Whether one of the request's actions is listed.</summary>
    public Truth Lists(RequestAction action)
    {
        if (!IsPresent || (action == RequestAction.Read ? Read : Write))
            return Truth.True;

        return HasUnknown ? Truth.Unknown : Truth.False;
    }
}
