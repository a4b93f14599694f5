using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>_list</c>: what a List names in its entries. A list that the caller does not see has no entries,
/// since it is a resource at the far end of a reference like any other. The functional lists are answered from the
/// resources themselves. Sources: https://hl7.org/fhir/R4/search.html#list,
/// https://hl7.org/fhir/R4/lifecycle.html#lists.</summary>
internal sealed class ListReader(ReadState state, ClauseReader clauses)
{
    /// <summary>The parameter's name.</summary>
    public const string Code = "_list";

    private const string ListType = "List";

    /// <summary>What each functional list stands for: the type that it lists, and the conditions.</summary>
    private static readonly (string List, string Type, (string Name, string Value)[] Conditions)[] Current =
    [
        ("$current-problems", "Condition", [("clinical-status", "active,recurrence,relapse"),
            ("verification-status:not", "entered-in-error,refuted")]),
        ("$current-allergies", "AllergyIntolerance", [("clinical-status", "active"),
            ("verification-status:not", "entered-in-error,refuted")]),
        ("$current-drug-allergies", "AllergyIntolerance", [("clinical-status", "active"), ("category", "medication"),
            ("verification-status:not", "entered-in-error,refuted")]),
        ("$current-medications", "MedicationRequest", [("status", "active")]),
        ("$current-medications", "MedicationStatement", [("status", "active,intended")]),
    ];

    /// <summary>The condition, or null after an issue.</summary>
    /// <param name="type">The type searched; null at system level.</param>
    /// <param name="value">Ids of lists or names of functional ones, joined by comma.</param>
    public SearchClause? Read(string? type, string value)
    {
        var ids = new List<string>();
        var any = new List<SearchClause>();
        foreach (var text in EscapedText.Split(value, ',').Where(text => text.Length > 0))
        {
            if (text[0] != '$')
                ids.Add(text.StartsWith("List/", StringComparison.Ordinal) ? text["List/".Length..] : text);
            else if (Functional(type, text) is { } clause)
                any.Add(clause);
            else
                return null;
        }

        if (ids.Count > 0 && OfIds(ids) is { } listed)
            any.Add(listed);

        return any.Count == 1 ? any[0] : any.Count == 0 ? null : new AnyClause(any);
    }

    private HasClause? OfIds(List<string> ids)
    {
        if (clauses.Find(ListType, "item") is not { } item || clauses.Find(ListType, "_id") is not { } id)
            return null;

        return clauses.Values(id, SearchModifier.None, type: null, string.Join(',', ids)) is { } list
            ? new HasClause(ListType, item, list)
            : null;
    }

    private AllClause? Functional(string? type, string name)
    {
        foreach (var (list, ofType, conditions) in Current)
        {
            if (!string.Equals(list, name, StringComparison.Ordinal)
                || !string.Equals(ofType, type, StringComparison.Ordinal))
                continue;

            var all = new List<SearchClause>(conditions.Length);
            foreach (var (code, text) in conditions)
            {
                if (clauses.Read(type, code, text, hops: 0) is not { } clause)
                    return null;

                all.Add(clause);
            }

            return new AllClause(all);
        }

        state.Refuse(
            IssueType.Value,
            $"'{Quoted.Of(name)}' of _list lists no {type ?? "resources of all types"}: there are "
            + string.Join(", ", Current.Select(each => $"{each.List} of {each.Type}")) + ".");
        return null;
    }
}
