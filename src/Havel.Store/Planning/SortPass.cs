using Havel.Fhir.Issues;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Last pass: the sort keys. Source: https://hl7.org/fhir/R4/search.html#_sort.</summary>
internal static class SortPass
{
    public static Issue? Run(IReadOnlyList<SortKey> keys, List<SortTerm> terms)
    {
        foreach (var key in keys.Take(Limits.SortKeys))
        {
            if (TermOf(key) is not { } term)
            {
                return Issue.Error(
                    IssueType.NotSupported,
                    $"_sort by {key.Parameter.Code} is not supported: it has no values of one kind.");
            }

            terms.Add(term);
        }

        return keys.Count <= Limits.SortKeys
            ? null
            : Issue.Error(IssueType.TooCostly, $"_sort takes at most {Limits.SortKeys} keys.");
    }

    private static SortTerm? TermOf(SortKey key)
    {
        var parameter = key.Parameter;
        if (parameter.Field != ResourceField.None)
        {
            var kind = parameter.Field == ResourceField.Id ? SortKind.Id : SortKind.Updated;
            return new SortTerm(kind, default, [], key.IsDescending);
        }

        var table = parameter.Slots.Count == 0 ? IndexTable.Token : parameter.Slots[0].Table;
        if (parameter.Slots.Any(slot => slot.Table != table))
            return null;

        if (table == IndexTable.Token)
            return new SortTerm(SortKind.Text, table, [], key.IsDescending) { Parameter = parameter };

        return new SortTerm(SortKind.Row, table, [.. parameter.Slots.Select(slot => slot.Id)], key.IsDescending)
        {
            Places = key.Places,
        };
    }
}
