using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Indexing;

namespace Havel.Store.Planning;

/// <summary>Third pass: every clause becomes a term.</summary>
internal static class ClausePass
{
    public static void Run(PlanContext context, Draft draft, IEnumerable<SearchClause> clauses)
    {
        foreach (var clause in clauses)
            draft.Terms.Add(TermOf(context, draft, clause));
    }

    private static Term TermOf(PlanContext context, Draft draft, SearchClause clause) => clause switch
    {
        ValueClause value => ValueTerms.Of(context, draft, value),
        MissingClause missing => Missing(draft, context, missing),
        CompartmentClause compartment => Compartment(context, draft, compartment),
        ChainClause chain => LinkTerms.Chain(context, draft, chain),
        HasClause has => LinkTerms.Has(context, draft, has),
        AllClause all => JoinedTerms.All([.. all.Clauses.Select(each => TermOf(context, draft, each))]),
        AnyClause any => JoinedTerms.Any([.. any.Clauses.Select(each => TermOf(context, draft, each))]),
        NotClause not => JoinedTerms.Not(TermOf(context, draft, not.Clause)),
        TypeClause type => JoinedTerms.OfType(context, draft, type),
        TextClause text => Words(context, draft, text),
        _ => throw new ArgumentOutOfRangeException(nameof(clause)),
    };

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#text.</summary>
    private static Term Words(PlanContext context, Draft draft, TextClause clause)
    {
        if (context.FullText == FullText.None || (clause.IsContent && context.FullText != FullText.Everything))
        {
            context.Fault = Issue.Error(
                IssueType.NotSupported,
                $"{(clause.IsContent ? "_content" : "_text")} is not supported: this store was made without an index "
                + "of those texts (--full-text).");
        }

        var table = clause.IsContent ? WordTable.Contents : WordTable.Narratives;
        var test = new WordTest(table, clause.Words, clause.IsBeginning);
        return new Term(new HasWords(test), new WordRows(draft.Types, test));
    }

    /// <summary>Source: https://hl7.org/fhir/R4/search.html#modifiers.</summary>
    private static Term Missing(Draft draft, PlanContext context, MissingClause missing)
    {
        if (missing.Parameter.Field != ResourceField.None)
            return new Term(new AnyOf(missing.IsMissing ? [] : [new Not(new AnyOf([]))]), source: null);

        var kind = ValueTerms.KindOf(missing.Parameter);
        var seeks = ValueTerms.Seeks(context, draft, missing.Parameter.Slots, AnyTest.Instance, kind).ToList();
        if (missing.Parameter.IdentifierSlot is { } identifier)
            seeks.AddRange(ValueTerms.Seeks(context, draft, [identifier], AnyTest.Instance, kind: default));

        Condition[] any = [.. seeks.Select(seek => new HasRow(seek))];
        if (missing.Parameter.AbsenceSlot is { } absence)
        {
            var none = new AnyOf([new Not(new AnyOf(any)), Absent(context, draft, absence)]);
            return Missing(seeks, none, missing.IsMissing);
        }

        // Only R4's own rows are there from the first resource on.
        return missing is { IsMissing: true, Parameter.Registration: 0 } && kind != SearchParameterKind.Reference
            && seeks.Count > 0 && draft.Types is [var type] && context.Types.Knows(type)
            && context.Cardinality.HaveAll(context.Types.NameOf(type), [.. seeks.SelectMany(seek => seek.Slots)])
                ? new Term(new AnyOf([]), NoRows.Instance)
                : Missing(seeks, new Not(new AnyOf(any)), missing.IsMissing);
    }

    private static Term Missing(List<RowSeek> seeks, Condition missing, bool isMissing) => isMissing
        ? new Term(missing, source: null) { Excluded = ValueTerms.Union(seeks) }
        : new Term(new Not(missing), ValueTerms.Union(seeks), isWhole: false);

    /// <summary>A parameter that counts references to one type only has a row of its own where there are
    /// none.</summary>
    private static AnyOf Absent(PlanContext context, Draft draft, IndexSlot absence)
    {
        var seeks = ValueTerms.Seeks(context, draft, [absence], new TokenTest([0], System: 0), kind: default);
        return new AnyOf([.. seeks.Select(seek => new HasRow(seek))]);
    }

    /// <summary>A resource lies in a compartment by reference, and the resource the compartment is of by itself.
    /// Source: https://hl7.org/fhir/R4/compartmentdefinition.html.</summary>
    private static Term Compartment(PlanContext context, Draft draft, CompartmentClause clause)
    {
        var seeks = ValueTerms.Links(context, draft, clause.Slots, [clause.Key]).ToList();
        var slash = clause.Compartment.IndexOf('/', StringComparison.Ordinal);
        var type = context.Types.Find(clause.Compartment[..slash]);
        if (type is not { } own || (draft.Types.Count > 0 && !draft.Types.Contains(own)))
        {
            var any = new AnyOf([.. seeks.Select(seek => new HasRow(seek))]);
            return new Term(any, ValueTerms.Union(seeks));
        }

        var self = new ResourceIds([clause.Key], [clause.Compartment[(slash + 1)..]], [own]);
        RowSource[] sources = [.. seeks.Select(seek => new SeekRows(seek)), new IdRows(self)];
        return new Term(
            new AnyOf([.. seeks.Select(seek => (Condition)new HasRow(seek)), new HasId(self)]), new UnionRows(sources));
    }
}
