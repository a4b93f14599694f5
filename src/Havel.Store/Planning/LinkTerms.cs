using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Terms of clauses that follow references. The resource at the far end is a row variable of its own: it is
/// planned by the same passes, so it meets the grant like the one that is searched.</summary>
internal static class LinkTerms
{
    /// <summary>Source: https://hl7.org/fhir/R4/search.html#chaining.</summary>
    public static Term Chain(PlanContext context, Draft draft, ChainClause chain)
    {
        var slots = Slots(context, draft, chain.Reference);
        var terms = chain.Targets
            .Select(target => Planner.PlanVariable(context, [target.Type], [target.Clause]))
            .Select(other => Of(context, slots, isReverse: false, other.Types, other))
            .ToList();
        if (slots.Count == 0 || terms.Count == 0)
            return new Term(new AnyOf([]), NoRows.Instance);

        return terms.Count == 1 ? terms[0] : Any(terms);
    }

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#has.</summary>
    public static Term Has(PlanContext context, Draft draft, HasClause has)
    {
        var other = Planner.PlanVariable(context, [has.Type], [has.Clause]);
        var slots = Slots(context, other, has.Reference);
        return slots.Count == 0
            ? new Term(new AnyOf([]), NoRows.Instance)
            : Of(context, slots, isReverse: true, draft.Types, other);
    }

    private static List<int> Slots(PlanContext context, Draft draft, SearchParameter reference) =>
        [.. ValueTerms.Links(context, draft, reference.Slots, [0]).SelectMany(seek => seek.Slots)];

    private static Term Of(
        PlanContext context, IReadOnlyList<int> slots, bool isReverse, IReadOnlyList<int> types, Draft other)
    {
        var driven = new Link(slots, isReverse, types, other.ToRows());
        var probe = new Linked(driven with { Other = other.ToChecks() }, LinkWay.Probe);
        var far = Sizes.Of(context, other);
        var all = context.Cardinality.Size(new LiveRows(other.Types));
        return new Term(probe, new Linked(driven, LinkWay.Set), new LinkRows(driven), IsLink: true)
        {
            FarRows = far,
            FarShare = isReverse ? double.NaN : Math.Min(1, far / Math.Max(1, all)),
        };
    }

    private static Term Any(List<Term> terms)
    {
        var sources = terms.Select(term => term.Source).OfType<RowSource>().ToList();
        return new Term(
            new AnyOf([.. terms.Select(term => term.WhenFew)]),
            new AnyOf([.. terms.Select(term => term.WhenMany)]),
            sources.Count == terms.Count ? new UnionRows(sources) : null,
            IsLink: true)
        {
            FarRows = terms.Sum(term => term.FarRows),
            FarShare = Math.Min(1, terms.Average(term => term.FarShare)),
        };
    }
}
