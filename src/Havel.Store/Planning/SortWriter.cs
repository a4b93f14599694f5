using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Writes sort keys, their order, and what comes after a position in that order.</summary>
internal static class SortWriter
{
    private static readonly string[] Names =
        [.. Enumerable.Range(0, Limits.SortKeys).Select(number => $"k{number}")];

    public static string NameOf(int key) => Names[key];

    /// <summary>The key of a resource, null where it has no value.</summary>
    public static void Key(SqlText sql, SortTerm term, string row)
    {
        if (term.Kind == SortKind.Text)
        {
            sql.Add("NULL");
            return;
        }

        var inner = sql.NextAlias();
        sql.Add("(SELECT ");
        if (term.IsText)
            sql.Dialect.SortKey(sql, text => Column(text, term, inner));
        else
            Column(sql, term, inner);

        if (term.Kind == SortKind.Row)
        {
            sql.Add(" FROM ", SqlDialect.TableOf(term.Table), " AS ").Add(inner);
            sql.Add(sql.Dialect.By(SqlDialect.ByResource(term.Table)), " WHERE ");
            sql.Add(inner, ".rid = ", row).Add(".rid AND ").Equal(inner, "slot", term.Slots);
            sql.Add(term.Table == IndexTable.Quantity ? " AND " : string.Empty);
            sql.Add(term.Table == IndexTable.Quantity ? $"{inner}.system <> -2)" : ")");
        }
        else
        {
            sql.Add(" FROM resource AS ", inner, " WHERE ").Add(inner, ".rid = ", row).Add(".rid)");
        }
    }

    /// <summary>The column of an index row that is sorted by: a range by its beginning in both directions, which is the
    /// order of the index.</summary>
    public static string ValueOf(SortTerm term) => term.Table == IndexTable.String ? "value" : "low";

    /// <summary>One key of <c>ORDER BY</c>, with a comma behind it. What has no value comes last, or first where the
    /// order is turned round.</summary>
    public static void Order(SqlText sql, SortTerm term, int index, bool isBack) =>
        sql.Add(NameOf(index), isBack ? " IS NULL DESC, " : " IS NULL, ", NameOf(index))
            .Add(term.IsDescending != isBack ? " DESC, " : ", ");

    /// <summary>That a row comes after a position, or before it, from the key <paramref name="index"/> on.</summary>
    public static void After(SqlText sql, IReadOnlyList<SortTerm> terms, PagePosition position, int index)
    {
        if (index == terms.Count && SortedRowOrder.IsByRid(terms))
        {
            sql.Add("rid", terms[^1].IsDescending != position.IsBack ? " < " : " > ").Bind(position.Rid);
            return;
        }

        if (index == terms.Count)
        {
            sql.Add("(subject, at, rid)", position.IsBack ? " < (" : " > (").Bind(position.Subject);
            sql.Add(", ").Bind(position.At).Add(", ").Bind(position.Rid).Add(")");
            return;
        }

        var name = NameOf(index);
        if (position.Keys[index] is not { } key)
        {
            sql.Add("(", name, position.IsBack ? " IS NOT NULL OR " : " IS NULL AND ");
            sql.Add(position.IsBack ? name : string.Empty, position.IsBack ? " IS NULL AND " : string.Empty);
        }
        else
        {
            sql.Add("(", position.IsBack ? string.Empty : name, position.IsBack ? string.Empty : " IS NULL OR ");
            sql.Add(name, terms[index].IsDescending != position.IsBack ? " < " : " > ").Bind(key);
            sql.Add(" OR ", name, " = ").Bind(key).Add(" AND ");
        }

        After(sql, terms, position, index + 1);
        sql.Add(")");
    }

    private static void Column(SqlText sql, SortTerm term, string row)
    {
        switch (term.Kind)
        {
            case SortKind.Updated:
                sql.Add(row, ".updated");
                break;
            case SortKind.Id:
                sql.Add(row, ".id");
                break;
            default:
                sql.Add(term.IsDescending ? "max(" : "min(");
                if (term.Places.Count > 0)
                    NearWriter.Millimetres(sql, term.Places, row);
                else
                    sql.Add(row, ".", ValueOf(term));

                sql.Add(")");
                break;
        }
    }
}
