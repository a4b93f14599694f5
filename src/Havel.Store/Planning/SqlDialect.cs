using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>What differs between the databases that plans are written for. Everything else is the same SQL.</summary>
internal abstract class SqlDialect
{
    /// <summary>Names the index a table must be read by, where the database takes such orders.</summary>
    public abstract string By(string index);

    /// <summary>How a parameter begins.</summary>
    public virtual string Parameter => "?";

    /// <summary>Whether every parameter has a number behind that.</summary>
    public virtual bool IsNumbered => false;

    /// <summary>A join whose left side is read first.</summary>
    public abstract string Then { get; }

    /// <summary>The condition that the grant permits the row.</summary>
    public abstract void Permit(SqlText sql, string alias);

    /// <summary>Whether a statement's rows are all found before the first is read, so that it must say how many are
    /// wanted.</summary>
    public virtual bool FindsAll => false;

    /// <summary>The function that gives the least of its arguments.</summary>
    public abstract string Least { get; }

    /// <summary>Ends a query within <c>EXISTS</c>, so that it is asked anew for each row.</summary>
    public virtual string EndProbe => ")";

    /// <summary>Ends what <see cref="BeginSet"/> begins.</summary>
    public virtual string EndSet => ")";

    /// <summary>Begins a condition that a row's resource is among those of a query, which is asked once: its
    /// <c>FROM</c> comes next.</summary>
    public virtual void BeginSet(SqlText sql, string alias, string inner) =>
        sql.Add(alias, ".rid IN (SELECT ", inner).Add(".rid FROM ");

    /// <summary>That two rows of one resource, known to be so by other columns, have the same subject: for databases
    /// that keep subjects in different places.</summary>
    public virtual void SameSubject(SqlText sql, string alias, string other)
    {
    }

    /// <summary>The hashes of addresses that begin so, as a query.</summary>
    public abstract void UrisBelow(SqlText sql, string prefix, string end);

    /// <summary>A condition that the column has the text somewhere.</summary>
    public abstract void Contains(SqlText sql, string alias, string column, string text);

    /// <summary>A condition that the column ends with the text.</summary>
    public virtual void EndsWith(SqlText sql, string alias, string column, string text) =>
        sql.Add("substr(", alias, ".").Add(column, ", ")
            .Bind(-text.EnumerateRunes().Count()).Add(") = ").Bind(text);

    /// <summary>How many resources <see cref="Each"/> takes at once.</summary>
    public virtual int EachAtOnce => 1;

    /// <summary>Begins a <c>FROM</c> whose other tables are read for each of these resources.</summary>
    public virtual void Each(SqlText sql, long[] rids)
    {
    }

    /// <summary>The condition that a row is of the resource at hand.</summary>
    public virtual void IsEach(SqlText sql, string alias, long[] rids) =>
        sql.Add(alias, ".rid = ").Bind(rids[0]);

    /// <summary>What an <c>ORDER BY</c> begins with, so that rows come in the order of the resources.</summary>
    public virtual string EachFirst => string.Empty;

    /// <summary>A condition that the column has one of many values, which are bound as one.</summary>
    public abstract void In(SqlText sql, string alias, string column, IReadOnlyList<long> values);

    /// <summary>A condition that the resource of a row is in a table of full texts with those words.</summary>
    public abstract void HasWords(SqlText sql, string alias, WordTest test);

    /// <summary>Cuts a text column to the bytes that sort keys have.</summary>
    public abstract void SortKey(SqlText sql, Action<SqlText> text);

    public static string TableOf(IndexTable table) => table switch
    {
        IndexTable.Token => "token_row",
        IndexTable.String => "string_row",
        IndexTable.Date => "date_row",
        IndexTable.Number => "number_row",
        IndexTable.Quantity => "quantity_row",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    /// <summary>Adds that a quantity's unit is one of those in the slot, where the database would not look at each by
    /// itself.</summary>
    public virtual void EachUnit(SqlText sql, string row, int slot)
    {
    }

    /// <summary>Adds that a text is one of the different ones in the slot that pass the test, where the database would
    /// look at every row.</summary>
    public virtual void DistinctTexts(SqlText sql, string row, int slot, StringTest test)
    {
    }

    /// <summary>The index of a table of rows that has the wide ones.</summary>
    public static string OfWide(IndexTable table) => table switch
    {
        IndexTable.Date => "date_wide",
        IndexTable.Number => "number_wide",
        IndexTable.Quantity => "quantity_wide",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    /// <summary>The index of a table of rows that begins with the resource.</summary>
    public static string ByResource(IndexTable table) => table switch
    {
        IndexTable.Token => "token_link",
        IndexTable.String => "string_of",
        IndexTable.Date => "date_of",
        IndexTable.Number => "number_of",
        IndexTable.Quantity => "quantity_of",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };
}
