using System.Text;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Tests.Profiles.Validation;

/// <summary>A terminology of a few value sets, so that tests of bindings need no other.</summary>
internal sealed class KnownCodes : ITerminology
{
    private readonly Dictionary<string, HashSet<string>> _valueSets = new(StringComparer.Ordinal);

    /// <summary>The displays that are known, by code.</summary>
    public Dictionary<string, string> Displays { get; } = new(StringComparer.Ordinal);

    public KnownCodes With(string valueSet, params string[] codes)
    {
        _valueSets[valueSet] = [.. codes];
        return this;
    }

    public CodeCheck Check(string valueSet, in CodedValue value)
    {
        if (!_valueSets.TryGetValue(valueSet, out var codes))
            return new CodeCheck(CodeVerdict.UnknownValueSet, $"{valueSet} is not known");

        var code = Encoding.UTF8.GetString(value.Code);
        var isMember = value.InfersSystem
            ? codes.Any(each => each.EndsWith("|" + code, StringComparison.Ordinal))
            : codes.Contains($"{Encoding.UTF8.GetString(value.System)}|{code}");
        if (!isMember)
            return new CodeCheck(CodeVerdict.NotMember);

        var display = Encoding.UTF8.GetString(value.Display);
        return Displays.TryGetValue(code, out var right) && display.Length > 0 && display != right
            ? new CodeCheck(CodeVerdict.Member, "wrong display", right)
            : CodeCheck.Member;
    }

    public CodeCheck CheckCode(in CodedValue value) => new(CodeVerdict.UnknownSystem);

    public bool? Subsumes(string system, string general, string special) => null;

    public CodeList Members(string valueSet, int limit) => new([]);

    public CodeList Closure(string system, string code, bool isBelow, int limit) => new([]);
}
