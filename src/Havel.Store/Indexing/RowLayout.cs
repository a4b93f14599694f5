namespace Havel.Store.Indexing;

/// <summary>The columns of an index table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">The columns of its key, in its order; each row has a guard besides.</param>
internal sealed record RowLayout(string Name, params string[] Key)
{
    /// <summary>All five.</summary>
    public static IReadOnlyList<RowLayout> All { get; } =
    [
        new("token_row", "slot", "value", "subject", "at", "rid", "system", "part"),
        new("string_row", "slot", "value", "subject", "at", "rid", "exact", "part"),
        new("date_row", "slot", "low", "high", "subject", "at", "rid", "part"),
        new("number_row", "slot", "low", "high", "subject", "at", "rid", "part"),
        new("quantity_row", "slot", "unit", "low", "high", "subject", "at", "rid", "system", "part"),
    ];

    /// <summary>Where the resource's number stands in the key.</summary>
    public int RidAt { get; } = Array.IndexOf(Key, "rid");

    /// <summary>Whether a column holds text.</summary>
    public bool IsText(int column) => Name is "string_row" && Key[column] is "value";

    /// <summary>Whether a column holds a number with a fraction.</summary>
    public bool IsReal(int column) => Name is "number_row" or "quantity_row" && Key[column] is "low" or "high";
}
