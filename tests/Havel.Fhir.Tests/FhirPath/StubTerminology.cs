using System.Text;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Tests.FhirPath;

/// <summary>Knows one value set with one code; a code subsumes those that start with it.</summary>
internal sealed class StubTerminology(string known, string member) : ITerminology
{
    public CodeCheck Check(string valueSet, in CodedValue value)
    {
        if (valueSet != known)
            return new CodeCheck(CodeVerdict.UnknownValueSet);

        return Encoding.UTF8.GetString(value.Code) == member ? CodeCheck.Member : new CodeCheck(CodeVerdict.NotMember);
    }

    public CodeCheck CheckCode(in CodedValue value) => CodeCheck.Member;

    public bool? Subsumes(string system, string general, string special) =>
        special.StartsWith(general, StringComparison.Ordinal);

    public CodeList Members(string valueSet, int limit) => new([]);

    public CodeList Closure(string system, string code, bool isBelow, int limit) => new([]);
}
