using Havel.Fhir.Search;

namespace Havel.Store.Indexing;

/// <summary>The index rows of one resource, each kind sorted and without repeats, so that two versions can be compared
/// in one walk. Immutable.</summary>
internal sealed class IndexRows
{
    public static readonly IndexRows Empty = new();

    private IndexRows()
    {
    }

    public TokenRow[] Tokens { get; private init; } = [];

    public StringRow[] Strings { get; private init; } = [];

    public DateRow[] Dates { get; private init; } = [];

    public NumberRow[] Numbers { get; private init; } = [];

    public QuantityRow[] Quantities { get; private init; } = [];

    /// <summary>Texts behind addresses among the tokens that may not be on disk yet.</summary>
    public UriText[] Uris { get; private init; } = [];

    /// <summary>The resource's type; empty for rows that are not all of a resource.</summary>
    public string Type { get; private init; } = string.Empty;

    /// <summary>The words of the narrative; null for none.</summary>
    public string? Narrative { get; init; }

    /// <summary>The words of all texts; null for none.</summary>
    public string? Content { get; init; }

    public int Count => Tokens.Length + Strings.Length + Dates.Length + Numbers.Length + Quantities.Length;

    /// <summary>Copies what the extractor found, since its lists are used again for the next resource.</summary>
    public static IndexRows From(SearchRows rows, string type) => new()
    {
        Type = type,
        Tokens = Distinct(rows.Tokens, RowOrder.Tokens),
        Strings = Distinct(rows.Strings, RowOrder.Strings),
        Dates = Distinct(rows.Dates, RowOrder.Dates),
        Numbers = Distinct(rows.Numbers, RowOrder.Numbers),
        Quantities = Distinct(rows.Quantities, RowOrder.Quantities),
        Uris = rows.Uris.Count == 0 ? [] : [.. rows.Uris],
    };

    /// <summary>The same rows, and those words.</summary>
    public IndexRows With(string? narrative, string? content) => narrative is null && content is null ? this : new()
    {
        Type = Type,
        Tokens = Tokens,
        Strings = Strings,
        Dates = Dates,
        Numbers = Numbers,
        Quantities = Quantities,
        Uris = Uris,
        Narrative = narrative,
        Content = content,
    };

    /// <summary>Only the rows of some slots.</summary>
    public IndexRows Of(Func<int, bool> slot) => new()
    {
        Tokens = Array.FindAll(Tokens, row => slot(row.Slot)),
        Strings = Array.FindAll(Strings, row => slot(row.Slot)),
        Dates = Array.FindAll(Dates, row => slot(row.Slot)),
        Numbers = Array.FindAll(Numbers, row => slot(row.Slot)),
        Quantities = Array.FindAll(Quantities, row => slot(row.Slot)),
    };

    private static TRow[] Distinct<TRow>(List<TRow> rows, Comparison<TRow> order)
        where TRow : struct
    {
        if (rows.Count == 0)
            return [];

        rows.Sort(order);
        var kept = 1;
        for (var index = 1; index < rows.Count; index++)
        {
            if (order(rows[index], rows[kept - 1]) != 0)
                rows[kept++] = rows[index];
        }

        return [.. rows.Take(kept)];
    }
}
