using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Terms of clauses that join others: <c>and</c>, <c>or</c> and <c>not</c> of <c>_filter</c>.
/// Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal static class JoinedTerms
{
    /// <summary>One of the members drives; the others are checked on its rows.</summary>
    public static Term All(IReadOnlyList<Term> terms)
    {
        var source = (terms.FirstOrDefault(term => term.Source is { IsOrdered: true })
            ?? terms.FirstOrDefault(term => term is { Source: not null, IsLink: false })
            ?? terms.FirstOrDefault(term => term.Source is not null))?.Source;
        return new Term(
            new AllOf([.. terms.Select(term => term.WhenFew)]),
            new AllOf([.. terms.Select(term => term.WhenMany)]),
            source,
            IsWhole: false,
            IsLink: terms.Any(term => term.IsLink));
    }

    /// <summary>The rows of all members, where each has some; else there is nothing to drive by.</summary>
    public static Term Any(IReadOnlyList<Term> terms)
    {
        var sources = terms.Select(term => term.Source).OfType<RowSource>().ToList();
        return new Term(
            new AnyOf([.. terms.Select(term => term.WhenFew)]),
            new AnyOf([.. terms.Select(term => term.WhenMany)]),
            sources.Count < terms.Count ? null : sources.Count == 0 ? NoRows.Instance : new UnionRows(sources),
            IsWhole: terms.All(term => term.IsWhole),
            IsLink: terms.Any(term => term.IsLink));
    }

    public static Term Not(Term term) => new(new Not(term.WhenFew), new Not(term.WhenMany), Source: null);

    /// <summary>A type that does not exist yet has no resources.</summary>
    public static Term OfType(PlanContext context, Draft draft, TypeClause clause)
    {
        if (context.Types.Find(clause.Type) is not { } type)
            return new Term(new AnyOf([]), NoRows.Instance);

        return draft.Types is [var only] && only == type
            ? new Term(new AllOf([]), new LiveRows([type]))
            : new Term(new IsOfType([type]), new LiveRows([type]));
    }
}
