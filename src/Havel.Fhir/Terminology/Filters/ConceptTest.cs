using System.Text.RegularExpressions;
using Havel.Fhir.Terminology.Membership;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Filters;

/// <summary>All filters of one line over one system. Where the concepts can be listed they are tried once, and from
/// then on an answer is a bit.</summary>
internal sealed class ConceptTest
{
    private readonly ICodeSystem _system;
    private readonly IReadOnlyList<ConceptFilter> _filters;
    private readonly Func<Concept, bool>[] _predicates;
    private readonly Lazy<ulong[]?> _bits;

    private ConceptTest(
        ICodeSystem system, IReadOnlyList<ConceptFilter> filters, Func<Concept, bool>[] predicates)
    {
        _system = system;
        _filters = filters;
        _predicates = predicates;
        _bits = new Lazy<ulong[]?>(Try);
    }

    /// <summary>What went wrong while concepts were tried: an expression that took too long; else null.</summary>
    public TerminologyIssue? Fault { get; private set; }

    /// <summary>Makes a test, as far as the filters are understood.</summary>
    /// <param name="system">The system.</param>
    /// <param name="filters">All must let a concept through.</param>
    /// <param name="fault">The first filter that is not understood; else null.</param>
    public static ConceptTest Compile(
        ICodeSystem system, IReadOnlyList<ConceptFilter> filters, out TerminologyIssue? fault)
    {
        fault = null;
        var predicates = new List<Func<Concept, bool>>();
        foreach (var filter in filters)
        {
            TerminologyIssue? one = null;
            var predicate = OfSystem(system, filter) ?? FilterCompiler.Compile(system, filter, out one);
            fault ??= one;
            predicates.Add(predicate ?? (_ => false));
        }

        var test = new ConceptTest(system, filters, [.. predicates]);
        if (fault is not null)
            test.Fault = fault;

        return test;
    }

    /// <summary>A test in place of filters that would take too long: no answer of it is known.</summary>
    public static ConceptTest TooCostly(ICodeSystem system, ValueSetDefinition owner, out TerminologyIssue? fault)
    {
        fault = TerminologyIssue.TooCostly(
            $"The value set {owner.Canonical} has too many regular expressions for the concepts that they would be "
            + "tried on.");
        return new ConceptTest(system, [], []) { Fault = fault };
    }

    /// <summary>Whether the filters let a concept through.</summary>
    public MemberAnswer Admits(Concept concept)
    {
        if (Fault is not null)
            return MemberAnswer.Unknown;

        if (concept.Text is null && _bits.Value is { } bits)
        {
            if (Fault is not null)
                return MemberAnswer.Unknown;

            return IsMarked(bits, concept) ? MemberAnswer.Yes : MemberAnswer.No;
        }

        try
        {
            return Holds(concept) ? MemberAnswer.Yes : MemberAnswer.No;
        }
        catch (RegexMatchTimeoutException)
        {
            Fault = FilterCompiler.TooSlow;
            return MemberAnswer.Unknown;
        }
    }

    /// <summary>The concepts that the filters let through; null where they cannot be listed.</summary>
    public IEnumerable<Concept>? Select()
    {
        for (var index = 0; index < _filters.Count; index++)
        {
            if (_system.Select(_filters[index]) is { } selected)
            {
                return _filters.Count == 1
                    ? selected
                    : selected.Where(concept => Admits(concept) == MemberAnswer.Yes);
            }
        }

        return _system.All()?.Where(concept => Admits(concept) == MemberAnswer.Yes);
    }

    /// <summary>Filters that only the system itself understands: an expression of its own language, a reference
    /// set.</summary>
    private static Func<Concept, bool>? OfSystem(ICodeSystem system, ConceptFilter filter)
    {
        var isOwn = filter.Property is "constraint" or "expression"
            || filter.Value.StartsWith("refset:", StringComparison.Ordinal);
        if (!isOwn || system.Select(filter) is null)
            return null;

        var members = new Lazy<HashSet<Concept>>(() => system.Select(filter)!.ToHashSet());
        return concept => members.Value.Contains(concept);
    }

    private bool Holds(Concept concept)
    {
        foreach (var predicate in _predicates)
        {
            if (!predicate(concept))
                return false;
        }

        return true;
    }

    private ulong[]? Try()
    {
        if (_system.Count is not (<= Limits.TriedConcepts and var count) || _system.All() is not { } all)
            return null;

        // What the system selects by itself need not be tried concept by concept.
        ulong[]? selected = null;
        var open = new List<Func<Concept, bool>>();
        for (var index = 0; index < _filters.Count; index++)
        {
            if (_system.Select(_filters[index]) is { } some)
                selected = Both(selected, Marked(some, count));
            else
                open.Add(_predicates[index]);
        }

        return open.Count == 0 && selected is not null ? selected : TryEach(all, count, selected, open);
    }

    private ulong[]? TryEach(IEnumerable<Concept> all, long count, ulong[]? selected, List<Func<Concept, bool>> open)
    {
        var bits = new ulong[(count + 63) >> 6];
        try
        {
            foreach (var concept in all)
            {
                if (concept.Number >= count || concept.Text is not null)
                    return null;
                if ((selected is null || IsMarked(selected, concept)) && open.TrueForAll(one => one(concept)))
                    bits[concept.Number >> 6] |= 1UL << (int)(concept.Number & 63);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            Fault = FilterCompiler.TooSlow;
        }

        return bits;
    }

    private static ulong[] Marked(IEnumerable<Concept> concepts, long count)
    {
        var bits = new ulong[(count + 63) >> 6];
        foreach (var concept in concepts)
            bits[concept.Number >> 6] |= 1UL << (int)(concept.Number & 63);
        return bits;
    }

    private static bool IsMarked(ulong[] bits, Concept concept) =>
        (bits[concept.Number >> 6] >> (int)(concept.Number & 63) & 1) != 0;

    private static ulong[] Both(ulong[]? left, ulong[] right)
    {
        if (left is null)
            return right;

        for (var word = 0; word < right.Length; word++)
            right[word] &= left[word];
        return right;
    }
}
