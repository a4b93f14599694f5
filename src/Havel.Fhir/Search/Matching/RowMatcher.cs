namespace Havel.Fhir.Search.Matching;

/// <summary>Whether one resource fulfils a condition, by its rows and nothing else: what has no index of its own is
/// searched by it. It says what the databases say of the same rows.</summary>
/// <param name="type">The resource's type.</param>
/// <param name="id">Its id; null for none.</param>
/// <param name="rows">Its rows, the texts of addresses included.</param>
public sealed class RowMatcher(string type, string? id, SearchRows rows)
{
    /// <summary>Whether a condition can be told from the rows of one resource: what follows references, or reads
    /// texts, cannot.</summary>
    public static bool Knows(SearchClause clause) => clause switch
    {
        ValueClause value => value.Values.All(one => one is not HierarchyValue),
        MissingClause or TypeClause => true,
        AllClause all => all.Clauses.All(Knows),
        AnyClause any => any.Clauses.All(Knows),
        NotClause not => Knows(not.Clause),
        _ => false,
    };

    /// <summary>Whether the resource fulfils it.</summary>
    /// <param name="clause">One that it <see cref="Knows"/>.</param>
    public bool Matches(SearchClause clause) => clause switch
    {
        ValueClause value => (value.Modifier == SearchModifier.Not) != Any(value),
        MissingClause missing => missing.IsMissing == IsMissing(missing.Parameter),
        AllClause all => all.Clauses.All(Matches),
        AnyClause any => any.Clauses.Any(Matches),
        NotClause not => !Matches(not.Clause),
        TypeClause only => string.Equals(only.Type, type, StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(clause)),
    };

    private bool Any(ValueClause clause)
    {
        foreach (var value in clause.Values)
        {
            if (Has(clause, value))
                return true;
        }

        return false;
    }

    /// <summary>What is contained has no time of its own.</summary>
    private bool Has(ValueClause clause, SearchValue value)
    {
        var parameter = clause.Parameter;
        if (parameter.Field == ResourceField.Id)
            return string.Equals(((IdValue)value).Id, id, StringComparison.Ordinal);

        if (parameter.Field != ResourceField.None)
            return false;

        if (value is CompositeValue composite)
            return parameter.Alternatives.Any(alternative => HasParts(alternative, composite));

        var slots = clause.Modifier switch
        {
            SearchModifier.Identifier => parameter.IdentifierSlot is { } slot ? [slot] : [],
            SearchModifier.Text => parameter.TextSlots,
            SearchModifier.OfType => parameter.TypeSlots,
            _ => parameter.Slots,
        };
        var test = new RowTest(rows, value, clause.Modifier);
        return slots.Any(slot => test.Parts(slot.Id).Any());
    }

    private bool IsMissing(SearchParameter parameter)
    {
        if (parameter.Field != ResourceField.None)
            return parameter.Field != ResourceField.Id || id is null;

        if (parameter.AbsenceSlot is { } absence && RowTest.HasAny(rows, absence.Id))
            return true;

        var slots = parameter.IdentifierSlot is { } identifier
            ? parameter.Slots.Append(identifier)
            : parameter.Slots;
        return !slots.Any(slot => RowTest.HasAny(rows, slot.Id));
    }

    /// <summary>All components in one part of the resource; what is stated of the whole fits every part.</summary>
    private bool HasParts(CompositeAlternative alternative, CompositeValue value)
    {
        HashSet<int>? common = null;
        for (var at = 0; at < alternative.Components.Count; at++)
        {
            var component = alternative.Components[at];
            var test = new RowTest(rows, value.Components[at], SearchModifier.None);
            var parts = test.Parts(component.Slot.Id).ToHashSet();
            if (parts.Count == 0)
                return false;

            if (component.AnyPart)
                continue;

            if (common is null)
                common = parts;
            else
                common.IntersectWith(parts);
        }

        return common is not { Count: 0 };
    }
}
