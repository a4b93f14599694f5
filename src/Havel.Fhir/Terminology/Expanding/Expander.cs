using System.Text;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.Membership;

namespace Havel.Fhir.Terminology.Expanding;

/// <summary>Lists the codes of a value set. Source: https://hl7.org/fhir/R4/valueset.html#expansion.</summary>
internal sealed class Expander
{
    private readonly ExpandQuestion _question;
    private readonly Expansion _result = new();
    private readonly HashSet<(string System, string Code)> _seen = [];
    private readonly TextFilter? _filter;
    private long _steps;

    private Expander(ExpandQuestion question)
    {
        _question = question;
        _filter = question.Filter is null ? null : new TextFilter(question.Filter);
    }

    public static Expansion Expand(ValueSetMembers members, ExpandQuestion question)
    {
        var expander = new Expander(question);
        expander.Run(members);
        return expander._result;
    }

    private void Run(ValueSetMembers members)
    {
        if (members.Fault is { } fault)
        {
            _result.Fault = fault;
            return;
        }

        foreach (var entry in List(members))
        {
            if (_filter is not null && !_filter.Fits(entry))
                continue;
            if (IsExcluded(entry) || (_question.IsActiveOnly && entry.IsInactive))
                continue;
            if (!_seen.Add((entry.System, entry.Code)))
                continue;

            if (_result.Entries.Count == Limits.ExpandedCodes)
            {
                _result.IsCut = true;
                break;
            }

            _result.Entries.Add(entry);
        }

        if (_result is { IsCut: true, Fault: null } && !_question.IsPaged)
        {
            _result.Fault = TerminologyIssue.TooCostly(
                $"The value set {members.Definition.Canonical} has more than {Limits.ExpandedCodes} codes. "
                + "Ask for pages with count and offset, or for a part with filter.");
        }
    }

    private bool IsExcluded(ExpansionEntry entry)
    {
        foreach (var name in _question.ExcludedSystems)
        {
            var (url, version, _) = Canonical.Parse(name);
            if (string.Equals(url, entry.System, StringComparison.Ordinal)
                && (version is null || VersionOrder.Admits(version, entry.CodeSystem?.Version)))
            {
                return true;
            }
        }

        return false;
    }

    // The members before filter and duplicates, in the order of the value set.
    private IEnumerable<ExpansionEntry> List(ValueSetMembers members)
    {
        var isActiveOnly = members.Definition.Inactive is false;
        foreach (var rule in members.Includes)
        {
            // A line counts as well as what it has: value sets in value sets may be many and empty.
            if (_result.Fault is not null || !Step(1))
                yield break;

            foreach (var entry in List(rule))
            {
                if (_result.Fault is not null)
                    yield break;

                if (!Step(1))
                    yield break;

                if (!(isActiveOnly && entry.IsInactive) && !IsAmong(members.Excludes, entry))
                    yield return entry;
            }
        }
    }

    private bool Step(long count)
    {
        _steps += count;
        if (_steps > Limits.ExpansionSteps)
        {
            _result.Fault ??= TerminologyIssue.TooCostly(
                $"More than {Limits.ExpansionSteps} concepts would have to be looked at.");
        }

        return _steps <= Limits.ExpansionSteps;
    }

    private IEnumerable<ExpansionEntry> List(MemberRule rule)
    {
        foreach (var inner in rule.Within)
        {
            // What is contained in the value set is a part of it and not another that was used.
            if (inner.Definition.Url.Length > 0 && !rule.Include.ValueSets.All(name => name.StartsWith('#')))
                Use(inner, rule);
        }

        if (rule.Include.System is null)
        {
            if (rule.Within.Count == 0)
                return [];

            var rest = rule.Within.Skip(1).ToList();
            return List(rule.Within[0]).Where(entry => rest.TrueForAll(members => Has(members, entry)));
        }

        var own = ListSystem(rule);
        return rule.Within.Count == 0
            ? own
            : own.Where(entry => rule.Within.All(members => Has(members, entry)));
    }

    private void Use(ValueSetMembers inner, MemberRule rule)
    {
        if (rule.Include.ValueSets.Any(name => !name.StartsWith('#')
            && string.Equals(Canonical.Parse(name).Url, inner.Definition.Url, StringComparison.Ordinal)))
        {
            _result.ValueSets.TryAdd(inner.Definition.Canonical, inner.Definition);
        }
    }

    private IEnumerable<ExpansionEntry> ListSystem(MemberRule rule)
    {
        var lookup = rule.Lookup!;
        if (lookup.Fault is { } fault && !(lookup.System is null && rule.Include.Concepts.Count > 0
            && (rule.Include.IsStored || lookup.Known.Count == 0)))
        {
            _result.Fault = fault;
            return [];
        }

        if (lookup.System is { } system)
            _result.Systems.TryAdd(lookup.Canonical, system);

        if (rule.Include.Concepts.Count > 0)
            return ListListed(rule);

        _result.HasHierarchy |= lookup.System!.HasHierarchy;
        return ListConcepts(rule, lookup.System!);
    }

    private static IEnumerable<ExpansionEntry> ListListed(MemberRule rule)
    {
        var system = rule.System;
        foreach (var listed in rule.Include.Concepts)
        {
            var concept = system?.Find(Encoding.UTF8.GetBytes(listed.Code)) ?? Concept.None;
            if (!concept.Exists && system is { IsCaseSensitive: false })
                concept = system.FindIgnoringCase(listed.Code);

            // A code that its system does not have is no member, whoever lists it.
            if (!concept.Exists && system is { Content: CodeSystemContent.Complete } && !rule.Include.IsStored)
                continue;

            yield return new ExpansionEntry(
                rule.Include.System!, concept.Exists ? system!.Code(concept) : listed.Code)
            {
                CodeSystem = system,
                Concept = concept,
                Version = rule.Include.Version,
                Listed = listed,
            };
        }
    }

    private IEnumerable<ExpansionEntry> ListConcepts(MemberRule rule, ICodeSystem system)
    {
        var words = Words(system);
        var concepts = rule.Test is not { } test ? words ?? system.All()
            : words is null ? test.Select()
            : words.Where(concept => test.Admits(concept) != MemberAnswer.No);
        if (concepts is null)
        {
            _result.Fault = TerminologyIssue.TooCostly(
                $"The codes of {system.Url} follow a grammar and cannot be listed.");
            yield break;
        }

        foreach (var concept in concepts)
        {
            yield return new ExpansionEntry(system.Url, system.Code(concept))
            {
                CodeSystem = system,
                Concept = concept,
                Version = rule.Include.Version,
            };
        }

        _result.Fault ??= rule.Test?.Fault;
    }

    // An index of words spares the look at every text; what it finds is filtered all the same.
    private IEnumerable<Concept>? Words(ICodeSystem system) =>
        _question.Filter is { } filter ? system.FindWords(filter) : null;

    private bool IsAmong(IReadOnlyList<MemberRule> rules, ExpansionEntry entry)
    {
        foreach (var rule in rules)
        {
            if (!Step(rule.Weight))
                return true;

            var answer = rule.Contains(Value(entry), out _);
            if (answer == MemberAnswer.Yes)
                return true;
            if (answer == MemberAnswer.Unknown)
                _result.Fault ??= rule.Lookup?.Fault ?? rule.Test?.Fault;
        }

        return false;
    }

    private bool Has(ValueSetMembers members, ExpansionEntry entry)
    {
        if (!Step(members.Weight - 1))
            return false;

        var answer = members.Contains(Value(entry), out var hit);
        if (answer == MemberAnswer.Unknown)
            _result.Fault ??= members.Fault ?? hit.Rule?.Lookup?.Fault ?? hit.Rule?.Test?.Fault;

        return answer == MemberAnswer.Yes;
    }

    private static CodedValue Value(ExpansionEntry entry) =>
        new(Encoding.UTF8.GetBytes(entry.System), Encoding.UTF8.GetBytes(entry.Code));
}
