namespace Havel.Fhir.Search;

/// <summary>Everything one resource can be found by. Made to be filled again and again by one thread.</summary>
public sealed class SearchRows
{
    public List<TokenRow> Tokens { get; } = [];

    public List<StringRow> Strings { get; } = [];

    public List<DateRow> Dates { get; } = [];

    public List<NumberRow> Numbers { get; } = [];

    public List<QuantityRow> Quantities { get; } = [];

    /// <summary>Number of rows over all kinds.</summary>
    public int Count => Tokens.Count + Strings.Count + Dates.Count + Numbers.Count + Quantities.Count;

    public void Clear()
    {
        Tokens.Clear();
        Strings.Clear();
        Dates.Clear();
        Numbers.Clear();
        Quantities.Clear();
    }
}
