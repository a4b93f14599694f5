using Havel.Fhir.Definitions;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Terms of clauses that compare values.</summary>
internal static class ValueTerms
{
    public static Term Of(PlanContext context, Draft draft, ValueClause clause)
    {
        switch (clause.Parameter.Field)
        {
            case ResourceField.Id:
                return Id(context, draft, clause);
            case ResourceField.LastUpdated:
                return Updated(draft, clause);
        }

        if (clause.Parameter.Alternatives.Count > 0)
            return CompositeTerms.Of(context, draft, clause);

        if (clause.Parameter.Kind == SearchParameterKind.Special)
            return NearTerms.Of(context, draft, clause);

        var slots = SlotsOf(clause);
        var kind = clause.Modifier == SearchModifier.Identifier ? default : KindOf(clause.Parameter);
        var seeks = new List<RowSeek>(1);
        foreach (var test in ValueTests.Of(clause.Modifier, LongLists.Resolve(context, clause.Values)))
        {
            foreach (var seek in Seeks(context, draft, slots, test, kind))
            {
                if (LongLists.Prune(context, seek) is { } kept)
                    seeks.Add(kept);
            }
        }

        var any = Dates(context, draft, clause, seeks) ?? Any(seeks);
        var many = seeks.Exists(seek => seek.HasLongList) ? Any(seeks.ConvertAll(LongLists.AsSet)) : any;
        return clause.Modifier == SearchModifier.Not
            ? new Term(new Not(any), new Not(many), Source: null) { Excluded = Union(seeks) }
            : new Term(any, many, Union(context, seeks));
    }

    /// <summary>Dates that may be decided by what the row of any index says.</summary>
    private static Condition? Dates(PlanContext context, Draft draft, ValueClause clause, List<RowSeek> seeks)
    {
        if (clause.Parameter.Kind != SearchParameterKind.Date || draft.Types is not [var only]
            || !context.Types.Knows(only))
            return null;

        var type = context.Types.NameOf(only);
        var any = new List<Condition>(seeks.Count);
        foreach (var seek in seeks)
        {
            any.Add(seek.Test is DateTest test
                ? ClinicalDates.Of(clause.Parameter, type, test, new HasRow(seek))
                : new HasRow(seek));
        }

        return any.Count == 1 ? any[0] : new AnyOf(any);
    }

    private static IReadOnlyList<IndexSlot> SlotsOf(ValueClause clause) => clause.Modifier switch
    {
        SearchModifier.Identifier => clause.Parameter.IdentifierSlot is { } slot ? [slot] : [],
        SearchModifier.Text => clause.Parameter.TextSlots,
        SearchModifier.OfType => clause.Parameter.TypeSlots,
        _ => clause.Parameter.Slots,
    };

    private static Condition Any(List<RowSeek> seeks) => seeks.Count == 1
        ? new HasRow(seeks[0])
        : new AnyOf([.. seeks.Select(seek => new HasRow(seek))]);

    /// <summary>The seeks for a test: one for each table the slots are in, of the types that the variable
    /// has.</summary>
    public static IEnumerable<RowSeek> Seeks(
        PlanContext context, Draft draft, IReadOnlyList<IndexSlot> slots, ValueTest test, SearchParameterKind kind)
    {
        if (slots is [var only])
            return IsOf(context, draft, only) ? [Seek(only.Table, [only.Id], test, kind)] : [];

        return slots
            .Where(slot => IsOf(context, draft, slot))
            .GroupBy(slot => slot.Table)
            .Select(group => Seek(group.Key, [.. group.Select(slot => slot.Id)], test, kind));
    }

    private static RowSeek Seek(
        IndexTable table, IReadOnlyList<int> slots, ValueTest test, SearchParameterKind kind) =>
        new(table, slots, test, kind == SearchParameterKind.Reference && table == IndexTable.Token);

    /// <summary>Canonical addresses are no links: their rows are those of uris.</summary>
    public static SearchParameterKind KindOf(SearchParameter parameter) =>
        parameter.IsCanonical ? SearchParameterKind.Uri : parameter.Kind;

    /// <summary>Seeks for references to resources with these keys.</summary>
    public static IEnumerable<RowSeek> Links(
        PlanContext context, Draft draft, IReadOnlyList<IndexSlot> slots, IReadOnlyList<long> keys) =>
        Seeks(context, draft, slots, new TokenTest(keys, System: null), SearchParameterKind.Reference);

    /// <summary>The rows of several seeks.</summary>
    public static RowSource Union(IReadOnlyList<RowSeek> seeks) => seeks switch
    {
        [] => NoRows.Instance,
        [var only] when !RangeParts.IsSplit(only) => new SeekRows(only),
        _ => new UnionRows([.. seeks.SelectMany(RangeParts.Of)]),
    };

    /// <summary>The rows of several seeks; texts that are compared from within are looked through once each where they
    /// repeat.</summary>
    private static RowSource Union(PlanContext context, List<RowSeek> seeks)
    {
        if (!seeks.Exists(seek => seek.Test is StringTest { Match: StringMatch.Contains or StringMatch.EndsWith }))
            return Union(seeks);

        var rows = new List<RowSource>();
        foreach (var seek in seeks)
        {
            foreach (var slot in seek.Slots)
            {
                var one = new SeekRows(seek with { Slots = [slot] });
                rows.Add(one with { IsByDistinctTexts = context.Cardinality.RepeatsTexts(slot) });
            }
        }

        return rows.Count == 1 ? rows[0] : new UnionRows(rows);
    }

    private static bool IsOf(PlanContext context, Draft draft, IndexSlot slot) =>
        draft.Types.Count == 0 || (context.Types.Find(slot.ResourceType) is { } type && draft.Types.Contains(type));

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#id.</summary>
    private static Term Id(PlanContext context, Draft draft, ValueClause clause)
    {
        var ids = clause.Values.Cast<IdValue>().Select(value => value.Id).ToArray();
        if (draft.Types.Count == 0)
            throw new InvalidOperationException("A search over all types names them before it is planned.");

        long[] keys =
        [
            .. draft.Types
                .Where(type => context.Types.Knows(type))
                .SelectMany(type => ids.Select(id => SearchHash.Key(context.Types.NameOf(type), id))),
        ];
        if (keys.Length == 0)
            return new Term(new AnyOf([]), NoRows.Instance);

        var resources = new ResourceIds(keys, ids, draft.Types);
        return new Term(new HasId(resources), new IdRows(resources));
    }

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#lastUpdated.</summary>
    private static Term Updated(Draft draft, ValueClause clause)
    {
        DateTest[] tests =
        [
            .. clause.Values.Cast<DateValue>().Select(value => new DateTest(value.Prefix, value.Low, value.High)),
        ];
        var source = tests.Length == 1 && draft.Types.Count > 0 ? new UpdatedRows(draft.Types, tests[0]) : null;
        return new Term(new WasUpdated(tests), source);
    }
}
