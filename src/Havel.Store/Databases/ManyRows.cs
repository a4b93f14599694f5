namespace Havel.Store.Databases;

/// <summary>A statement that is run for many rows, told by what it does, so that a database at the end of a wire can
/// take the rows together.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Table">The table.</param>
/// <param name="Key">The columns of the key; parameters from 1.</param>
/// <param name="Others">The other columns it writes; parameters after those of the key.</param>
internal sealed record ManyRows(ManyKind Kind, string Table, string[] Key, params string[] Others)
{
    /// <summary>All columns in the order of their parameters.</summary>
    public string[] Columns { get; } = [.. Key, .. Others];

    /// <summary>The statement for one row, as SQLite reads it.</summary>
    public string Sql => Kind switch
    {
        ManyKind.Insert => "INSERT " + Row,
        ManyKind.InsertMissing => "INSERT OR IGNORE " + Row,
        ManyKind.Put => "INSERT OR REPLACE " + Row,
        ManyKind.Update => $"UPDATE {Table} SET {Assignments} WHERE {Condition}",
        _ => $"DELETE FROM {Table} WHERE {Condition}",
    };

    private string Row => $"INTO {Table}({string.Join(", ", Columns)}) VALUES {Values(0)}";

    /// <summary>An insert of several rows.</summary>
    public string SqlOf(int count) => $"INSERT INTO {Table}({string.Join(", ", Columns)}) VALUES "
        + string.Join(", ", Enumerable.Range(0, count).Select(row => Values(row * Columns.Length)));

    private string Values(int before) =>
        $"({string.Join(", ", Columns.Select((_, at) => $"?{before + at + 1}"))})";

    private string Condition => string.Join(" AND ", Key.Select((column, at) => $"{column} = ?{at + 1}"));

    private string Assignments =>
        string.Join(", ", Others.Select((column, at) => $"{column} = ?{Key.Length + at + 1}"));
}
