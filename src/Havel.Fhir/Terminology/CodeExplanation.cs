using System.Text;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Displays;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.Rules;

namespace Havel.Fhir.Terminology;

/// <summary>Says why a code is no member, and whether the text beside it is one of its displays.</summary>
internal static class CodeExplanation
{
    /// <summary>The answer for a code that the value set does not have, or cannot say of.</summary>
    public static CodeCheck Explain(
        TerminologyScope scope, ValueSetMembers members, string valueSet, in CodedValue value)
    {
        var answer = members.Contains(value, out var hit);
        if (answer == MemberAnswer.Unknown && members.Fault is { } fault)
            return new CodeCheck(CodeVerdict.Undecidable, fault.Text);

        var code = Encoding.UTF8.GetString(value.Code);
        if (value.InfersSystem)
        {
            return answer == MemberAnswer.Unknown
                ? new CodeCheck(
                    CodeVerdict.Undecidable,
                    hit.Rule?.Lookup?.Fault?.Text ?? $"Whether {code} is valid is not known here.")
                : new CodeCheck(CodeVerdict.NotMember, $"The code {code} is not in the value set {valueSet}.");
        }

        if (value.System.IsEmpty)
            return new CodeCheck(CodeVerdict.NotMember, $"The code {code} names no system, so it means nothing.");

        var lookup = scope.System(Encoding.UTF8.GetString(value.System), Text(value.Version));
        var own = CheckCode(lookup, value);
        if (answer == MemberAnswer.Unknown || own.Verdict == CodeVerdict.UnknownCode)
            return own.IsMember ? new CodeCheck(CodeVerdict.Undecidable, hit.Rule?.Test?.Fault?.Text) : own;

        // A system that the value set does not use is out of it, however little is known of the system.
        return new CodeCheck(
            CodeVerdict.NotMember, $"The code {code} of {lookup.Url} is not in the value set {valueSet}.");
    }

    /// <summary>Whether a code is in its system.</summary>
    public static CodeCheck CheckCode(SystemLookup lookup, in CodedValue value)
    {
        if (lookup.System is not { } system)
            return new CodeCheck(CodeVerdict.UnknownSystem, lookup.Fault!.Text);

        var concept = system.Find(value.Code);
        if (!concept.Exists && !system.IsCaseSensitive)
            concept = system.FindIgnoringCase(Encoding.UTF8.GetString(value.Code));

        if (concept.Exists)
            return value.Display.IsEmpty ? CodeCheck.Member : CheckDisplay(system, concept, null, value);

        var code = Encoding.UTF8.GetString(value.Code);
        return system.Content == CodeSystemContent.Complete
            ? new CodeCheck(CodeVerdict.UnknownCode, $"The code system {lookup.Canonical} has no code {code}.")
            : new CodeCheck(
                CodeVerdict.Undecidable,
                $"Only a part of the code system {lookup.Canonical} is known here, and {code} is not in it.");
    }

    /// <summary>The answer for a member with a text beside it.</summary>
    public static CodeCheck CheckDisplay(in MemberHit hit, in CodedValue value) =>
        hit.Concept.Exists && hit.Rule?.System is { } system
            ? CheckDisplay(system, hit.Concept, hit.Rule, value)
            : CheckListed(hit, value);

    /// <summary>Whether two texts are the same to a reader: case and blanks make no difference.</summary>
    public static bool IsSameText(string left, string right) => string.Equals(
        Squeeze(left), Squeeze(right), StringComparison.OrdinalIgnoreCase);

    public static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);

    private static CodeCheck CheckListed(in MemberHit hit, in CodedValue value)
    {
        var listed = hit.Rule?.Listed(value.Code);
        var given = Encoding.UTF8.GetString(value.Display);
        return listed?.Display is null || IsSameText(listed.Display, given)
            || listed.Designations.Any(one => IsSameText(one.Value, given))
            ? CodeCheck.Member
            : Wrong(value, listed.Display);
    }

    private static CodeCheck CheckDisplay(
        ICodeSystem system, Concept concept, MemberRule? rule, in CodedValue value)
    {
        if (system is CodeSystemTable table && table.DisplayUtf8(concept.Number).SequenceEqual(value.Display))
            return CodeCheck.Member;

        var given = Encoding.UTF8.GetString(value.Display);
        var listed = rule?.Listed(value.Code);
        var texts = new ConceptTexts(
            system.Display(concept), system.Language,
            system.Designations(concept).Concat(listed?.Designations ?? []));
        if (texts.All.Count == 0 || (listed?.Display is { } local && IsSameText(local, given)))
            return CodeCheck.Member;

        foreach (var text in texts.All)
        {
            if (IsSameText(text.Value, given))
                return CodeCheck.Member;
        }

        return Wrong(value, texts.All[0].Value);
    }

    private static CodeCheck Wrong(in CodedValue value, string right)
    {
        var code = Encoding.UTF8.GetString(value.Code);
        var given = Encoding.UTF8.GetString(value.Display);
        return new CodeCheck(
            CodeVerdict.Member, $"The display '{given}' is none of the code {code}; right would be '{right}'.", right);
    }

    private static string Squeeze(string text) => text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0
        && !text.Contains("  ", StringComparison.Ordinal) && text.Length == text.AsSpan().Trim().Length
            ? text
            : string.Join(
                ' ', text.Split(
                    (char[])[' ', '\t', '\n', '\r'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
