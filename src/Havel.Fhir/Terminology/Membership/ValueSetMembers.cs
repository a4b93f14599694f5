using Havel.Fhir.Terminology.Filters;
using Havel.Fhir.Terminology.Rules;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Membership;

/// <summary>A value set that can be asked for its members, linked to its systems and to the value sets it
/// includes.</summary>
internal sealed class ValueSetMembers
{
    private readonly MemberRule[] _includes;
    private readonly MemberRule[] _excludes;
    private readonly bool _isActiveOnly;

    private ValueSetMembers(
        ValueSetDefinition definition, MemberRule[] includes, MemberRule[] excludes, TerminologyIssue? fault)
    {
        Definition = definition;
        _includes = includes;
        _excludes = excludes;
        _isActiveOnly = definition.Inactive is false;
        Fault = fault;
        Weight = 1 + includes.Concat(excludes).SelectMany(rule => rule.Within).Sum(inner => inner.Weight);
    }

    public ValueSetDefinition Definition { get; }

    public IReadOnlyList<MemberRule> Includes => _includes;

    public IReadOnlyList<MemberRule> Excludes => _excludes;

    /// <summary>Why it cannot be used: it includes itself, includes what is not here, or has a filter that nobody
    /// understands; else null. What it can answer it answers all the same.</summary>
    public TerminologyIssue? Fault { get; }

    /// <summary>How many value sets a question goes through at most, those included several times counted as
    /// often.</summary>
    public long Weight { get; }

    /// <summary>Whether a code is a member.</summary>
    /// <param name="value">The code.</param>
    /// <param name="hit">The line that has it; where none has it, the last whose system is the code's.</param>
    public MemberAnswer Contains(in CodedValue value, out MemberHit hit)
    {
        hit = default;
        var answer = Fault is null ? MemberAnswer.No : MemberAnswer.Unknown;
        foreach (var rule in _includes)
        {
            var one = rule.Contains(value, out var found);
            if (one == MemberAnswer.No)
                continue;

            hit = found;
            answer = one;
            if (one == MemberAnswer.Yes)
                break;
        }

        if (answer != MemberAnswer.Yes)
            return answer;

        if (_isActiveOnly && hit.Concept.Exists && hit.Rule!.System!.IsInactive(hit.Concept))
            return MemberAnswer.No;

        return _excludes.Length == 0 ? answer : Exclude(value, answer);
    }

    /// <summary>Links a definition to what it names.</summary>
    public static ValueSetMembers Compile(TerminologyScope scope, ValueSetDefinition definition, CompileTrail trail)
    {
        if (!trail.TryEnter(definition))
            return new ValueSetMembers(definition, [], [], Circle(definition));

        TerminologyIssue? fault = null;
        var includes = definition.Includes.Select(line => Rule(line)).ToArray();
        var excludes = definition.Excludes.Select(line => Rule(line)).ToArray();
        trail.Leave();
        if (!definition.HasContent)
            fault ??= Empty(definition);

        return new ValueSetMembers(definition, includes, excludes, fault);

        MemberRule Rule(ValueSetInclude line)
        {
            var rule = MakeRule(scope, definition, line, trail, out var found);
            fault ??= found;
            return rule;
        }
    }

    private MemberAnswer Exclude(in CodedValue value, MemberAnswer answer)
    {
        foreach (var rule in _excludes)
        {
            var one = rule.Contains(value, out _);
            if (one == MemberAnswer.Yes)
                return MemberAnswer.No;
            if (one == MemberAnswer.Unknown)
                answer = MemberAnswer.Unknown;
        }

        return answer;
    }

    private static MemberRule MakeRule(
        TerminologyScope scope,
        ValueSetDefinition owner,
        ValueSetInclude line,
        CompileTrail trail,
        out TerminologyIssue? fault)
    {
        fault = line.Fault is null
            ? null
            : TerminologyIssue.NotSupported(
                $"The value set {owner.Canonical} is changed by the extension {line.Fault}, which is not known here.");
        var lookup = line.System is null ? null : scope.System(line.System, line.Version);
        ConceptTest? test = null;
        if (line.Filters.Count > 0 && lookup?.System is { } system)
        {
            var expressions = line.Filters.Count(filter => filter.Operator is "regex");
            test = trail.TryMatch(expressions, system.Count ?? 0)
                ? ConceptTest.Compile(system, line.Filters, out var filterFault)
                : ConceptTest.TooCostly(system, owner, out filterFault);
            fault ??= filterFault;
        }

        var within = new List<ValueSetMembers>();
        var isBroken = line.Fault is not null || (line.System is null && line.ValueSets.Count == 0);
        if (line.System is null && line.ValueSets.Count == 0)
            fault ??= TerminologyIssue.NotSupported($"A line of {owner.Canonical} names neither system nor value set.");

        foreach (var name in line.ValueSets)
        {
            var members = Import(scope, owner, name, trail);
            var missing = members is null ? NotHere(owner, name)
                : members.Weight > Limits.ValueSetSteps ? TooMany(owner)
                : null;
            isBroken |= missing is not null;
            fault ??= missing ?? members!.Fault;
            if (missing is null)
                within.Add(members!);
        }

        return new MemberRule(line, lookup, test, [.. within], isBroken);
    }

    private static ValueSetMembers? Import(
        TerminologyScope scope, ValueSetDefinition owner, string name, CompileTrail trail)
    {
        if (name.StartsWith('#'))
        {
            return owner.Contained.TryGetValue(name[1..], out var contained)
                ? scope.Compile(contained, trail)
                : null;
        }

        return scope.Members(name, trail);
    }

    private static TerminologyIssue Empty(ValueSetDefinition definition) => TerminologyIssue.NotSupported(
        $"The value set {definition.Canonical} does not say what is in it.");

    private static TerminologyIssue NotHere(ValueSetDefinition owner, string name) => TerminologyIssue.NotFound(
        $"The value set {owner.Canonical} includes {name}, which is not known here.", "Unable_to_resolve_value_Set_");

    private static TerminologyIssue TooMany(ValueSetDefinition owner) => TerminologyIssue.TooCostly(
        $"The value set {owner.Canonical} includes more value sets than can be asked.");

    private static TerminologyIssue Circle(ValueSetDefinition definition) => new(
        Fhir.Issues.IssueSeverity.Error, Fhir.Issues.IssueType.Processing, "vs-invalid",
        $"The value set {definition.Canonical} includes itself, directly or through others, or is nested too deep.")
    {
        MessageId = "VALUESET_CIRCULAR_REFERENCE",
    };
}
