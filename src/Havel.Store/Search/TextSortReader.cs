using Havel.Fhir.Issues;
using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Reads a page that is sorted by texts of the resources themselves: tokens, references and addresses, of
/// which the index has hashes. So many resources are read that there is a limit to them.</summary>
internal sealed class TextSortReader(ReadSession session, Plan plan)
{
    private readonly Dictionary<(int Key, string Type), SortText> _texts = [];

    /// <summary>The page, or null where there are more matches than <see cref="Limits.SortedByText"/>.</summary>
    public FoundPage? Read(PagePosition? after, int count)
    {
        var matches = Matches();
        if (matches.Count > Limits.SortedByText)
            return null;

        var top = new TopRows(new SortedRowOrder(plan.Sort, after?.IsBack == true), after, count);
        foreach (var match in matches)
        {
            Complete(match);
            top.Add(match);
        }

        return top.ToPage(plan.Sort);
    }

    public static Issue TooMany => Issue.Error(
        IssueType.TooCostly,
        $"_sort by a token, a reference or an address takes at most {Limits.SortedByText} matches. Narrow the search.");

    private List<SortedRow> Matches()
    {
        SqlWriter.Unordered(session.Sql, plan);
        var rows = session.Sql.Prepare(session.Connection);
        var matches = new List<SortedRow>();
        while (matches.Count <= Limits.SortedByText && rows.Step())
            matches.Add(SortedRow.Read(rows, plan.Sort));

        rows.Reset();
        return matches;
    }

    private void Complete(SortedRow row)
    {
        var version = ResourceReader.Fetch(session, row.Rid);
        var resource = session.Parse(version.Body).Root;
        for (var at = 0; at < plan.Sort.Count; at++)
        {
            var term = plan.Sort[at];
            if (term.Kind != SortKind.Text)
                continue;

            if (!_texts.TryGetValue((at, version.Type), out var text))
                _texts[(at, version.Type)] = text = new SortText(
                    term.Parameter!, resource.Type, session.Definitions);

            if (text.KeyOf(resource, term.IsDescending) is { } key)
                row.Keys[at] = new SqlValue(key.Length <= term.KeyBytes ? key : key[..term.KeyBytes]);
        }
    }
}
