using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A binding to a value set. Required: a code outside is an error; extensible: a warning, because another code
/// may be the only fitting one; preferred: a remark; example: nothing. The value set of the extension maxValueSet holds
/// whatever the strength. Source: https://hl7.org/fhir/R4/terminologies.html#strength.</summary>
internal sealed partial class BindingCheck : NodeCheck
{
    private readonly BindingStrength _strength;
    private readonly ValueSetCheck? _valueSet;
    private readonly ValueSetCheck? _most;
    private readonly bool _isBase;
    private readonly string? _source;

    /// <summary>Compiles a binding.</summary>
    /// <param name="profile">Who says so.</param>
    /// <param name="strength">How strictly.</param>
    /// <param name="valueSet">The value set; null where only prose describes it.</param>
    /// <param name="most">The value set no code may leave; null for none.</param>
    /// <param name="isBase">Whether R4 itself says so, which a profile may overrule.</param>
    public BindingCheck(
        string profile, BindingStrength strength, ValueSetCheck? valueSet, ValueSetCheck? most, bool isBase)
        : base(profile)
    {
        _strength = strength;
        _valueSet = strength == BindingStrength.Example ? null : valueSet;
        _most = most;
        _isBase = isBase;
        _source = isBase ? null : profile;
    }

    public override void Check(ValidationRun run, int node)
    {
        var coded = new Node(run.Table, node);
        if (!_isBase)
            run.NoteBinding(node);
        if (run.IsProbing && _strength != BindingStrength.Required && _most is null)
            return;

        if (coded.Type.IsPrimitive)
            CheckPrimitive(run, coded);
        else if (coded.Type.Name == "CodeableConcept")
            CheckConcept(run, coded);
        else if (IsCoding(coded.Type))
            CheckCoding(run, coded);
    }

    /// <summary>Whether the value surely is a member: what tells slices apart. Null where that cannot be
    /// said.</summary>
    public bool? IsMember(Node coded)
    {
        if (_valueSet is null)
            return null;
        if (coded.Type.IsPrimitive)
            return coded.HasValue ? Known(_valueSet.Check(CodedValue.OfPrimitive(coded)).Verdict) : false;
        if (coded.Type.Name != "CodeableConcept")
            return Known(_valueSet.Check(CodedValue.OfCoding(coded, isDisplayChecked: false)).Verdict);

        bool? answer = false;
        foreach (var coding in coded.Children)
        {
            if (coding.Name != "coding")
                continue;

            var known = Known(_valueSet.Check(CodedValue.OfCoding(coding, isDisplayChecked: false)).Verdict);
            if (known == true)
                return true;
            answer = known is null ? null : answer;
        }

        return answer;
    }

    /// <summary>Quantity and what is derived from it carry code and system as a Coding does.</summary>
    private static bool IsCoding(TypeDefinition type)
    {
        for (var at = type; at is not null; at = at.Base!)
        {
            if (at.Name is "Coding" or "Quantity")
                return true;
        }

        return false;
    }

    private static bool? Known(CodeVerdict verdict) => verdict switch
    {
        CodeVerdict.Member => true,
        CodeVerdict.NotMember or CodeVerdict.UnknownCode => false,
        _ => null,
    };

    private void CheckPrimitive(ValidationRun run, Node code)
    {
        if (!code.HasValue)
            return;

        if (_valueSet is not null)
            Judge(run, code, _valueSet.Check(CodedValue.OfPrimitive(code)));
        if (_most is not null)
            JudgeMost(run, code, _most.Check(CodedValue.OfPrimitive(code)));
    }

    private void CheckCoding(ValidationRun run, Node coding)
    {
        var code = coding.Child("code");
        if (!code.Exists)
        {
            if (_strength == BindingStrength.Required && _valueSet is not null)
                MissingCode(run, coding);
            return;
        }

        if (!code.HasValue)
            return;
        if (_valueSet is not null)
            Judge(run, coding, _valueSet.Check(CodedValue.OfCoding(coding)));
        if (_most is not null)
            JudgeMost(run, coding, _most.Check(CodedValue.OfCoding(coding, isDisplayChecked: false)));
    }
}
