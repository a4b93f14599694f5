using System.Collections.Concurrent;
using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.Expanding;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.Rules;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology;

/// <summary>Code systems, value sets and concept maps at work. Immutable to its users: one engine stands for one state
/// of the conformance resources; what it compiles and caches on the way is its own affair. Safe for several
/// threads.</summary>
public sealed class TerminologyEngine : ITerminology
{
    private readonly ICodeSystemSource? _large;
    private readonly TerminologyScope _lenient;
    private readonly TerminologyScope _plain;
    private readonly ConcurrentDictionary<(ValueSetDefinition, ExpandQuestion), Expansion> _expansions = new();

    /// <summary>An engine over these resources; nothing is read before it is asked for.</summary>
    /// <param name="catalog">The conformance resources in force.</param>
    /// <param name="large">Code systems that are too large for memory, or null.</param>
    public TerminologyEngine(ConformanceCatalog catalog, ICodeSystemSource? large = null)
    {
        Catalog = catalog;
        _large = large;
        _lenient = new TerminologyScope(catalog, large, TerminologyRules.Lenient);
        _plain = new TerminologyScope(catalog, large, new TerminologyRules());
    }

    public ConformanceCatalog Catalog { get; }

    /// <inheritdoc/>
    public CodeCheck Check(string valueSet, in CodedValue value)
    {
        if (!_lenient.TryGetMembers(valueSet, out var members))
            members = _lenient.Members(valueSet);

        if (members is null)
            return new CodeCheck(CodeVerdict.UnknownValueSet, $"The value set {valueSet} is not known here.");

        var answer = members.Contains(value, out var hit);
        if (answer == MemberAnswer.Yes)
            return value.Display.IsEmpty ? CodeCheck.Member : CodeExplanation.CheckDisplay(hit, value);

        return CodeExplanation.Explain(_lenient, members, valueSet, value);
    }

    /// <inheritdoc/>
    public CodeCheck CheckCode(in CodedValue value)
    {
        var url = Encoding.UTF8.GetString(value.System);
        return CodeExplanation.CheckCode(_lenient.System(url, CodeExplanation.Text(value.Version)), value);
    }

    /// <inheritdoc/>
    public bool? Subsumes(string system, string general, string special)
    {
        var (url, version, _) = Canonical.Parse(system);
        if (_lenient.System(url, version).System is not { } found)
            return null;

        var above = Find(found, general);
        var below = Find(found, special);
        if (!above.Exists || !below.Exists)
            return null;

        return above == below || found.IsAbove(above, below);
    }

    /// <inheritdoc/>
    public CodeList Members(string valueSet, int limit)
    {
        if (_lenient.Members(valueSet) is not { } members)
            return Fail(IssueType.NotFound, $"The value set {valueSet} is not known here.");

        var expansion = Expand(_lenient, members, new ExpandQuestion());
        if (expansion.Fault is { } fault)
            return new CodeList([], fault.ToIssue());
        if (expansion.Entries.Count > limit)
            return Fail(IssueType.TooCostly, $"The value set {valueSet} has more than {limit} codes.");

        return new CodeList([.. expansion.Entries.Select(entry => new SystemCode(entry.System, entry.Code))]);
    }

    /// <inheritdoc/>
    public CodeList Closure(string system, string code, bool isBelow, int limit)
    {
        var (url, version, _) = Canonical.Parse(system);
        var lookup = _lenient.System(url, version);
        if (lookup.System is not { } found)
            return new CodeList([], lookup.Fault!.ToIssue());

        var start = Find(found, code);
        if (!start.Exists)
            return Fail(IssueType.CodeInvalid, $"The code system {url} has no code {code}.");

        var codes = new List<SystemCode> { new(url, found.Code(start)) };
        foreach (var concept in isBelow ? found.Descendants(start) : Ancestors(found, start))
        {
            if (codes.Count == limit)
            {
                return Fail(
                    IssueType.TooCostly, $"More than {limit} codes stand {(isBelow ? "below" : "above")} {code}.");
            }

            codes.Add(new SystemCode(url, found.Code(concept)));
        }

        return new CodeList(codes);
    }

    /// <summary>What a request sees: the shared state, or one of its own where it brings rules or resources.</summary>
    internal TerminologyScope Scope(TerminologyRules rules, IReadOnlyList<ConformanceResource> resources)
    {
        if (resources.Count == 0 && Answering.RequestReading.IsPlain(rules))
            return _plain;

        return new TerminologyScope(Catalog.With(resources), _large, rules);
    }

    /// <summary>The expansion of a value set; those of the shared state are kept.</summary>
    internal Expansion Expand(TerminologyScope scope, ValueSetDefinition definition, ExpandQuestion question) =>
        Expand(scope, scope.Compile(definition, new CompileTrail()), question);

    /// <summary>All concepts above one, each once.</summary>
    internal static IEnumerable<Concept> Ancestors(ICodeSystem system, Concept concept)
    {
        var seen = new HashSet<Concept> { concept };
        var open = new Queue<Concept>(system.Parents(concept));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;

            yield return next;
            foreach (var parent in system.Parents(next))
                open.Enqueue(parent);
        }
    }

    /// <summary>The concept of a code, without regard to case where the system has none.</summary>
    internal static Concept Find(ICodeSystem system, string code)
    {
        var found = system.Find(Encoding.UTF8.GetBytes(code));
        return found.Exists || system.IsCaseSensitive ? found : system.FindIgnoringCase(code);
    }

    private Expansion Expand(TerminologyScope scope, ValueSetMembers members, ExpandQuestion question)
    {
        // Definitions of the catalogue are one object each, so they serve as keys; those of a request never come again.
        var isShared = ReferenceEquals(scope, _plain) || ReferenceEquals(scope, _lenient);
        if (!isShared || question.ExcludedSystems.Count > 0 || members.Definition.Url.Length == 0)
            return Expander.Expand(members, question);
        if (_expansions.TryGetValue((members.Definition, question), out var kept))
            return kept;

        var expansion = Expander.Expand(members, question);
        if (expansion.Entries.Count <= Limits.KeptExpansionCodes)
        {
            if (_expansions.Count >= Limits.KeptExpansions)
                _expansions.Clear();

            _expansions.TryAdd((members.Definition, question), expansion);
        }

        return expansion;
    }

    private static CodeList Fail(IssueType type, string message) => new([], Issue.Error(type, message));
}
