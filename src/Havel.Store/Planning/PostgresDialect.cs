namespace Havel.Store.Planning;

/// <summary>PostgreSQL: joins keep the order in which they are written (<c>join_collapse_limit</c>), conditions that
/// are queries stay such (<c>OFFSET 0</c>), and each table has the one index that fits, since no index can be named.
/// Source: https://www.postgresql.org/docs/15/explicit-joins.html.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string Parameter => "$";

    public override bool IsNumbered => true;

    public override string Then => " CROSS JOIN ";

    public override string Least => "least";

    public override bool FindsAll => true;

    /// <summary>Without the offset the planner would make a join of it and choose what drives.</summary>
    public override string EndProbe => " OFFSET 0)";

    /// <summary>Within another expression a query is no join either: its rows become a hash table once.</summary>
    public override string EndSet => ")) IS TRUE";

    public override string By(string index) => string.Empty;

    public override void BeginSet(SqlText sql, string alias, string inner) => sql
        .Add("((", alias, ".subject, ").Add(alias, ".rid) IN (SELECT ", inner).Add(".subject, ", inner)
        .Add(".rid FROM ");

    public override void SameSubject(SqlText sql, string alias, string other) =>
        sql.Add(alias, ".subject = ", other).Add(".subject AND ");

    /// <summary>See <see cref="Reading.PermitValues"/> for what the values hold. What lies outside them is an error or
    /// no: it is never permitted.</summary>
    public override void Permit(SqlText sql, string alias)
    {
        var at = sql.PermitAt();
        var permit = sql.Permit!;
        sql.Add("get_bit(").Again(at).Add(", ");
        if (permit.IsPlain)
        {
            sql.Add("CASE WHEN ", alias, ".subject > 0 THEN 2 ELSE ").Add(alias, ".subject + 1 END");
        }
        else if (permit.IsWide)
        {
            sql.Add("(").Again(at + 2).Add(")[1 + ");
            Class(sql, alias, permit.Own is null ? 0 : at + 3);
            sql.Add("]::bigint");
        }
        else
        {
            sql.Add("get_byte(").Again(at + 2).Add(", ");
            Class(sql, alias, permit.Own is null ? 0 : at + 3);
            sql.Add(")::bigint");
        }

        sql.Add(" * ").Again(at + 1).Add(" + ", alias, ".guard) = 1");
    }

    public override void UrisBelow(SqlText sql, string prefix, string end)
    {
        const int Indexed = 500;
        sql.Add("SELECT hash FROM uri WHERE left(text, 500) >= ").Bind(Start(prefix, Indexed));
        sql.Add(" AND left(text, 500) < ").Bind(Start(prefix, Indexed) + "\U0010FFFF");
        sql.Add(" AND text >= ").Bind(prefix).Add(" AND text < ").Bind(end);
    }

    public override void Contains(SqlText sql, string alias, string column, string text) =>
        sql.Add("strpos(", alias, ".").Add(column, ", ").Bind(text).Add(") > 0");

    public override void EndsWith(SqlText sql, string alias, string column, string text) =>
        sql.Add("right(", alias, ".").Add(column, ", ")
            .Bind(text.EnumerateRunes().Count()).Add("::integer) = ").Bind(text);

    public override int EachAtOnce => Limits.FollowedAtOnce;

    public override void Each(SqlText sql, long[] rids) =>
        sql.Add("unnest(").Bind(rids).Add(") WITH ORDINALITY AS m(rid, place)", Then);

    public override void IsEach(SqlText sql, string alias, long[] rids) => sql.Add(alias, ".rid = m.rid");

    public override string EachFirst => "m.place, ";

    public override void In(SqlText sql, string alias, string column, IReadOnlyList<long> values) =>
        sql.Add(alias, ".", column).Add(" = ANY(").Bind([.. values]).Add(")");

    /// <summary>Source: https://www.postgresql.org/docs/15/textsearch-controls.html. Words are letters and digits
    /// alone, so that nothing of them is an operator.</summary>
    public override void HasWords(SqlText sql, string alias, WordTest test)
    {
        sql.Add(alias, ".rid IN (SELECT rowid FROM ", test.Table);
        sql.Add(" WHERE to_tsvector('simple', words) @@ to_tsquery('simple', ");
        var phrase = string.Join(" <-> ", test.Words.Select(word => $"'{word}'"));
        sql.Bind(test.IsBeginning ? phrase + ":*" : phrase).Add("))");
    }

    public override void SortKey(SqlText sql, Action<SqlText> text)
    {
        sql.Add("substr(convert_to(");
        text(sql);
        sql.Add(", 'UTF8'), 1, ", Numbers.Of(Limits.SortTextBytes), ")");
    }

    private static void Class(SqlText sql, string alias, int own)
    {
        sql.Add("CASE WHEN ", alias, ".subject > 0 THEN coalesce(");
        if (own > 0)
        {
            sql.Add("array_position(").Again(own).Add(", ", alias, ".subject) - 1 + ");
            sql.Again(own + 1).Add("::integer, ");
        }

        sql.Add("2 + (SELECT policy FROM subject_policy AS p WHERE p.subject = ", alias, ".subject), 2)");
        sql.Add(" ELSE ", alias, ".subject::integer + 1 END");
    }

    /// <summary>No character is cut through: one of two halves counts as one in the database.</summary>
    private static string Start(string text, int characters)
    {
        var end = 0;
        for (var count = 0; count < characters && end < text.Length; count++)
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1;

        return text[..end];
    }
}
